using Google.Apis.Services;
using Google.Apis.Storage.v1.Data;
using Google.Apis.Util;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Apis.Storage.v1;

public partial class ObjectsResource
{
    public class GetRequest : StorageBaseServiceRequest<Object>
    {
        public GetRequest(IClientService service, string bucket, string @object)
            : base(service)
        {
            Bucket = bucket;
            Object__ = @object;
        }

        public override string MethodName => "get";

        public override string HttpMethod => "GET";

        public override string RestPath => "b/{bucket}/o/{object}";

        [RequestParameter("bucket", RequestParameterType.Path)]
        public virtual string Bucket { get; private set; }

        [RequestParameter("object", RequestParameterType.Path)]
        public virtual string Object__ { get; private set; }

        [RequestParameter("generation", RequestParameterType.Query)]
        public virtual long? Generation { get; set; }

        [RequestParameter("ifGenerationMatch", RequestParameterType.Query)]
        public virtual long? IfGenerationMatch { get; set; }

        [RequestParameter("ifGenerationNotMatch", RequestParameterType.Query)]
        public virtual long? IfGenerationNotMatch { get; set; }

        [RequestParameter("ifMetagenerationMatch", RequestParameterType.Query)]
        public virtual long? IfMetagenerationMatch { get; set; }

        [RequestParameter("ifMetagenerationNotMatch", RequestParameterType.Query)]
        public virtual long? IfMetagenerationNotMatch { get; set; }
    }

    public class ListRequest : StorageBaseServiceRequest<Objects>
    {
        public ListRequest(IClientService service, string bucket)
            : base(service)
        {
            Bucket = bucket;
        }

        public override string MethodName => "list";

        public override string HttpMethod => "GET";

        public override string RestPath => "b/{bucket}/o";

        [RequestParameter("bucket", RequestParameterType.Path)]
        public virtual string Bucket { get; private set; }

        [RequestParameter("delimiter", RequestParameterType.Query)]
        public virtual string Delimiter { get; set; }

        [RequestParameter("endOffset", RequestParameterType.Query)]
        public virtual string EndOffset { get; set; }

        [RequestParameter("includeTrailingDelimiter", RequestParameterType.Query)]
        public virtual bool? IncludeTrailingDelimiter { get; set; }

        [RequestParameter("matchGlob", RequestParameterType.Query)]
        public virtual string MatchGlob { get; set; }

        [RequestParameter("maxResults", RequestParameterType.Query)]
        public virtual long? MaxResults { get; set; }

        [RequestParameter("pageToken", RequestParameterType.Query)]
        public virtual string PageToken { get; set; }

        [RequestParameter("prefix", RequestParameterType.Query)]
        public virtual string Prefix { get; set; }

        [RequestParameter("startOffset", RequestParameterType.Query)]
        public virtual string StartOffset { get; set; }

        [RequestParameter("versions", RequestParameterType.Query)]
        public virtual bool? Versions { get; set; }
    }
}
