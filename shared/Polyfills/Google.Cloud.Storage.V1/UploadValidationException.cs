using Google.Api.Gax;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1;

/// <summary>The server's hash of an upload is not that of the bytes that were sent.</summary>
public sealed class UploadValidationException : IOException
{
    public UploadValidationException(
        string clientSideHash, Object uploadedObject, AggregateException additionalFailures)
        : base("Upload validation failed")
    {
        ClientSideHash = GaxPreconditions.CheckNotNull(clientSideHash, nameof(clientSideHash));
        UploadedObject = GaxPreconditions.CheckNotNull(uploadedObject, nameof(uploadedObject));
        GaxPreconditions.CheckArgument(
            additionalFailures is null or { InnerExceptions.Count: > 0 }, nameof(additionalFailures),
            "Additional failures AggregateException cannot be empty");
        AdditionalFailures = additionalFailures;
    }

    /// <summary>CRC32C of the bytes that were sent, in base64.</summary>
    public string ClientSideHash { get; }

    /// <summary>What the server made of them.</summary>
    public Object UploadedObject { get; }

    /// <summary>Why the object could not be deleted; null if it was, or was to stay.</summary>
    public AggregateException AdditionalFailures { get; }
}
