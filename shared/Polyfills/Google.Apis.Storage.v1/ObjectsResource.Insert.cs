using Google.Apis.Services;
using Google.Apis.Upload;
using Google.Apis.Util;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Apis.Storage.v1;

public partial class ObjectsResource
{
    /// <summary>A resumable upload: the metadata opens a session, then the bytes follow in chunks.</summary>
    public class InsertMediaUpload : ResumableUpload<Object, Object>
    {
        public InsertMediaUpload(
            IClientService service, Object body, string bucket, Stream stream, string contentType)
            : base(service, $"/upload/{service.BasePath}b/{{bucket}}/o", "POST", stream, contentType)
        {
            Body = body;
            Bucket = bucket;
        }

        [RequestParameter("bucket", RequestParameterType.Path)]
        public virtual string Bucket { get; private set; }

        [RequestParameter("fields", RequestParameterType.Query)]
        public virtual string Fields { get; set; }

        [RequestParameter("ifGenerationMatch", RequestParameterType.Query)]
        public virtual long? IfGenerationMatch { get; set; }

        [RequestParameter("ifGenerationNotMatch", RequestParameterType.Query)]
        public virtual long? IfGenerationNotMatch { get; set; }

        [RequestParameter("ifMetagenerationMatch", RequestParameterType.Query)]
        public virtual long? IfMetagenerationMatch { get; set; }

        [RequestParameter("ifMetagenerationNotMatch", RequestParameterType.Query)]
        public virtual long? IfMetagenerationNotMatch { get; set; }

        [RequestParameter("name", RequestParameterType.Query)]
        public virtual string Name { get; set; }
    }
}
