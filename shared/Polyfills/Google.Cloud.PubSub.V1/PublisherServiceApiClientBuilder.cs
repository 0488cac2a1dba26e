using Google.Api.Gax;
using Google.Api.Gax.Grpc;
using Google.Apis.Auth.OAuth2;
using Google.Cloud.PubSub.V1.Transport;

namespace Google.Cloud.PubSub.V1;

/// <summary>Builds clients for the calls of the Publisher service.</summary>
public sealed class PublisherServiceApiClientBuilder : ClientBuilderBase<PublisherServiceApiClient>
{
    internal const string EmulatorVariable = "PUBSUB_EMULATOR_HOST";

    /// <summary>Null for the default settings.</summary>
    public PublisherServiceApiSettings Settings { get; set; }

    /// <summary>
    /// None, unless set: the environment variable <c>PUBSUB_EMULATOR_HOST</c> is then ignored.
    /// </summary>
    public new EmulatorDetection EmulatorDetection
    {
        get => base.EmulatorDetection;
        set => base.EmulatorDetection = value;
    }

    public override PublisherServiceApiClient Build() =>
        OverGrpc(FindEmulator(EmulatorVariable) is { } emulator ? OfEmulator(emulator) : Channel());

    public override async Task<PublisherServiceApiClient> BuildAsync(
        CancellationToken cancellationToken = default) =>
        OverGrpc(FindEmulator(EmulatorVariable) is { } emulator
            ? OfEmulator(emulator)
            : await ChannelAsync(cancellationToken));

    /// <summary>Connects on the first call, so a channel that is never used costs nothing.</summary>
    private GrpcChannel Channel()
    {
        Validate();
        return Channel(Caller(PublisherServiceApiClient.DefaultScopes));
    }

    private async Task<GrpcChannel> ChannelAsync(CancellationToken cancellationToken)
    {
        Validate();
        return Channel(await CallerAsync(PublisherServiceApiClient.DefaultScopes, cancellationToken));
    }

    private GrpcChannel Channel(ICredential caller) =>
        new(Address(PublisherServiceApiClient.DefaultEndpoint), caller);

    private static GrpcChannel OfEmulator(string host) =>
        new(ChannelAddress.Parse(host, secure: false), null);

    private PublisherServiceApiClientOverGrpc OverGrpc(GrpcChannel channel) =>
        new(channel, Settings?.Clone() ?? PublisherServiceApiSettings.GetDefault());
}
