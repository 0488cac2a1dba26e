using Google.Apis.Services;
using Google.Apis.Storage.v1;
using Google.Apis.Upload;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1;

/// <summary>An upload whose first request may be changed, which its base class keeps to its heirs.</summary>
internal sealed class CustomMediaUpload(
    IClientService service, Object body, string bucket, Stream stream, string contentType)
    : ObjectsResource.InsertMediaUpload(service, body, bucket, stream, contentType)
{
    internal new ResumableUploadOptions Options => base.Options;
}
