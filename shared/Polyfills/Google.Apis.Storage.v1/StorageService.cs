using Google.Apis.Services;

namespace Google.Apis.Storage.v1;

/// <summary>The Cloud Storage JSON API, with the calls that StorageClient makes.</summary>
public class StorageService : BaseClientService
{
    public const string Version = "v1";

    public StorageService()
        : this(new Initializer())
    {
    }

    public StorageService(Initializer initializer)
        : base(initializer)
    {
        BaseUri = GetEffectiveUri(BaseUriOverride, "https://storage.googleapis.com/storage/v1/");
        Buckets = new BucketsResource(this);
        Objects = new ObjectsResource(this);
    }

    public override string Name => "storage";

    /// <summary>
    /// Calls are relative references to this address; uploads begin with a slash, so that only its host
    /// matters to them.
    /// </summary>
    public override string BaseUri { get; }

    public override string BasePath => "storage/v1/";

    public override IList<string> Features => [];

    public virtual BucketsResource Buckets { get; }

    public virtual ObjectsResource Objects { get; }

    public class Scope
    {
        public const string CloudPlatform = "https://www.googleapis.com/auth/cloud-platform";
        public const string DevstorageFullControl = "https://www.googleapis.com/auth/devstorage.full_control";
        public const string DevstorageReadOnly = "https://www.googleapis.com/auth/devstorage.read_only";
        public const string DevstorageReadWrite = "https://www.googleapis.com/auth/devstorage.read_write";
    }
}
