using Google.Apis.Services;
using Google.Apis.Util;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Apis.Storage.v1;

public partial class ObjectsResource
{
    public class DeleteRequest : StorageBaseServiceRequest<string>
    {
        public DeleteRequest(IClientService service, string bucket, string @object)
            : base(service)
        {
            Bucket = bucket;
            Object__ = @object;
        }

        public override string MethodName => "delete";

        public override string HttpMethod => "DELETE";

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

    public class PatchRequest : StorageBaseServiceRequest<Object>
    {
        public PatchRequest(IClientService service, Object body, string bucket, string @object)
            : base(service)
        {
            Body = body;
            Bucket = bucket;
            Object__ = @object;
        }

        public override string MethodName => "patch";

        public override string HttpMethod => "PATCH";

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

        private Object Body { get; }

        protected override object GetBody() => Body;
    }

    public class UpdateRequest : StorageBaseServiceRequest<Object>
    {
        public UpdateRequest(IClientService service, Object body, string bucket, string @object)
            : base(service)
        {
            Body = body;
            Bucket = bucket;
            Object__ = @object;
        }

        public override string MethodName => "update";

        public override string HttpMethod => "PUT";

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

        private Object Body { get; }

        protected override object GetBody() => Body;
    }
}
