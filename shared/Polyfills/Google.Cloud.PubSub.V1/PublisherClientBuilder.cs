using Google.Api.Gax;
using Google.Api.Gax.Grpc;

namespace Google.Cloud.PubSub.V1;

/// <summary>Builds publishers.</summary>
public sealed class PublisherClientBuilder : ClientBuilderBase<PublisherClient>
{
    private const int ClientCountMax = 256;

    private int? _clientCount;

    /// <summary>Must be set.</summary>
    public TopicName TopicName { get; set; }

    /// <summary>How many requests may be under way at a time (1–256); null for one per processor.</summary>
    public int? ClientCount
    {
        get => _clientCount;
        set => _clientCount = GaxPreconditions.CheckArgumentRange(value, nameof(value), 1, ClientCountMax);
    }

    /// <summary>Null for the default settings.</summary>
    public PublisherClient.Settings Settings { get; set; }

    /// <summary>Null for the default deadlines and retries.</summary>
    public PublisherServiceApiSettings ApiSettings { get; set; }

    /// <summary>
    /// None, unless set: the environment variable <c>PUBSUB_EMULATOR_HOST</c> is then ignored.
    /// </summary>
    public new EmulatorDetection EmulatorDetection
    {
        get => base.EmulatorDetection;
        set => base.EmulatorDetection = value;
    }

    public override PublisherClient Build()
    {
        Validate();
        return Publisher(ApiBuilder().Build());
    }

    public override async Task<PublisherClient> BuildAsync(CancellationToken cancellationToken = default)
    {
        Validate();
        return Publisher(await ApiBuilder().BuildAsync(cancellationToken));
    }

    protected override void Validate()
    {
        base.Validate();
        GaxPreconditions.CheckState(
            TopicName is not null, "The topic name must be set before building a client.");
    }

    private PublisherServiceApiClientBuilder ApiBuilder() => new()
    {
        Settings = ApiSettings,
        EmulatorDetection = EmulatorDetection,
        Endpoint = Endpoint,
        Scopes = Scopes,
        ChannelCredentials = ChannelCredentials,
        GoogleCredential = GoogleCredential,
        Credential = Credential,
    };

    // The clients share one channel: HTTP/2 carries their requests side by side, and a cold start pays for
    // one handshake rather than for one per processor.
    private PublisherClientImpl Publisher(PublisherServiceApiClient api) => new(
        TopicName,
        Enumerable.Repeat(api, ClientCount ?? Environment.ProcessorCount),
        Settings?.Clone() ?? new PublisherClient.Settings(),
        () =>
        {
            (api as IDisposable)?.Dispose();
            return Task.CompletedTask;
        });
}
