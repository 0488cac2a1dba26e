using Google.Apis.Services;
using Google.Apis.Storage.v1.Data;
using Google.Apis.Util;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Apis.Storage.v1;

public partial class ObjectsResource
{
    public class RewriteRequest : StorageBaseServiceRequest<RewriteResponse>
    {
        public RewriteRequest(
            IClientService service, Object body, string sourceBucket,
            string sourceObject, string destinationBucket, string destinationObject)
            : base(service)
        {
            Body = body;
            SourceBucket = sourceBucket;
            SourceObject = sourceObject;
            DestinationBucket = destinationBucket;
            DestinationObject = destinationObject;
        }

        public override string MethodName => "rewrite";

        public override string HttpMethod => "POST";

        public override string RestPath =>
            "b/{sourceBucket}/o/{sourceObject}/rewriteTo/b/{destinationBucket}/o/{destinationObject}";

        [RequestParameter("sourceBucket", RequestParameterType.Path)]
        public virtual string SourceBucket { get; private set; }

        [RequestParameter("sourceObject", RequestParameterType.Path)]
        public virtual string SourceObject { get; private set; }

        [RequestParameter("destinationBucket", RequestParameterType.Path)]
        public virtual string DestinationBucket { get; private set; }

        [RequestParameter("destinationObject", RequestParameterType.Path)]
        public virtual string DestinationObject { get; private set; }

        [RequestParameter("ifGenerationMatch", RequestParameterType.Query)]
        public virtual long? IfGenerationMatch { get; set; }

        [RequestParameter("ifGenerationNotMatch", RequestParameterType.Query)]
        public virtual long? IfGenerationNotMatch { get; set; }

        [RequestParameter("ifMetagenerationMatch", RequestParameterType.Query)]
        public virtual long? IfMetagenerationMatch { get; set; }

        [RequestParameter("ifMetagenerationNotMatch", RequestParameterType.Query)]
        public virtual long? IfMetagenerationNotMatch { get; set; }

        [RequestParameter("ifSourceGenerationMatch", RequestParameterType.Query)]
        public virtual long? IfSourceGenerationMatch { get; set; }

        [RequestParameter("ifSourceGenerationNotMatch", RequestParameterType.Query)]
        public virtual long? IfSourceGenerationNotMatch { get; set; }

        [RequestParameter("ifSourceMetagenerationMatch", RequestParameterType.Query)]
        public virtual long? IfSourceMetagenerationMatch { get; set; }

        [RequestParameter("ifSourceMetagenerationNotMatch", RequestParameterType.Query)]
        public virtual long? IfSourceMetagenerationNotMatch { get; set; }

        [RequestParameter("sourceGeneration", RequestParameterType.Query)]
        public virtual long? SourceGeneration { get; set; }

        [RequestParameter("rewriteToken", RequestParameterType.Query)]
        public virtual string RewriteToken { get; set; }

        private Object Body { get; }

        protected override object GetBody() => Body;
    }
}
