using Google.Apis.Services;
using Google.Apis.Storage.v1.Data;
using Google.Apis.Util;

namespace Google.Apis.Storage.v1;

public partial class BucketsResource
{
    public class DeleteRequest : StorageBaseServiceRequest<string>
    {
        public DeleteRequest(IClientService service, string bucket)
            : base(service)
        {
            Bucket = bucket;
        }

        public override string MethodName => "delete";

        public override string HttpMethod => "DELETE";

        public override string RestPath => "b/{bucket}";

        [RequestParameter("bucket", RequestParameterType.Path)]
        public virtual string Bucket { get; private set; }

        [RequestParameter("ifMetagenerationMatch", RequestParameterType.Query)]
        public virtual long? IfMetagenerationMatch { get; set; }

        [RequestParameter("ifMetagenerationNotMatch", RequestParameterType.Query)]
        public virtual long? IfMetagenerationNotMatch { get; set; }
    }

    public class GetRequest : StorageBaseServiceRequest<Bucket>
    {
        public GetRequest(IClientService service, string bucket)
            : base(service)
        {
            Bucket = bucket;
        }

        public override string MethodName => "get";

        public override string HttpMethod => "GET";

        public override string RestPath => "b/{bucket}";

        [RequestParameter("bucket", RequestParameterType.Path)]
        public virtual string Bucket { get; private set; }

        [RequestParameter("ifMetagenerationMatch", RequestParameterType.Query)]
        public virtual long? IfMetagenerationMatch { get; set; }

        [RequestParameter("ifMetagenerationNotMatch", RequestParameterType.Query)]
        public virtual long? IfMetagenerationNotMatch { get; set; }
    }

    public class InsertRequest : StorageBaseServiceRequest<Bucket>
    {
        public InsertRequest(IClientService service, Bucket body, string project)
            : base(service)
        {
            Body = body;
            Project = project;
        }

        public override string MethodName => "insert";

        public override string HttpMethod => "POST";

        public override string RestPath => "b";

        [RequestParameter("project", RequestParameterType.Query)]
        public virtual string Project { get; private set; }

        private Bucket Body { get; }

        protected override object GetBody() => Body;
    }

    public class ListRequest : StorageBaseServiceRequest<Buckets>
    {
        public ListRequest(IClientService service, string project)
            : base(service)
        {
            Project = project;
        }

        public override string MethodName => "list";

        public override string HttpMethod => "GET";

        public override string RestPath => "b";

        [RequestParameter("project", RequestParameterType.Query)]
        public virtual string Project { get; private set; }

        [RequestParameter("maxResults", RequestParameterType.Query)]
        public virtual long? MaxResults { get; set; }

        [RequestParameter("pageToken", RequestParameterType.Query)]
        public virtual string PageToken { get; set; }

        [RequestParameter("prefix", RequestParameterType.Query)]
        public virtual string Prefix { get; set; }
    }
}
