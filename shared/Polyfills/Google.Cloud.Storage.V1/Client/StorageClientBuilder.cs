using Google.Api.Gax;
using Google.Api.Gax.Rest;
using Google.Apis.Http;
using Google.Apis.Services;
using Google.Apis.Storage.v1;

namespace Google.Cloud.Storage.V1;

/// <summary>Builds a client from settings.</summary>
public sealed class StorageClientBuilder : ClientBuilderBase<StorageClient>
{
    private const string EmulatorVariable = "STORAGE_EMULATOR_HOST";

    public StorageClientBuilder() => UseJwtAccessWithScopes = true;

    /// <summary>Whether the client goes without any credentials.</summary>
    public bool UnauthenticatedAccess { get; set; }

    /// <summary>What is made of STORAGE_EMULATOR_HOST: by default nothing, it is not looked at.</summary>
    public EmulatorDetection EmulatorDetection { get; set; } = EmulatorDetection.None;

    public override StorageClient Build()
    {
        if (ForEmulator() is { } emulator) return emulator.Build();

        Validate();
        return new StorageClientImpl(new StorageService(CreateServiceInitializer()));
    }

    public override async Task<StorageClient> BuildAsync(CancellationToken cancellationToken = default)
    {
        if (ForEmulator() is { } emulator) return await emulator.BuildAsync(cancellationToken);

        Validate();
        return new StorageClientImpl(
            new StorageService(await CreateServiceInitializerAsync(cancellationToken)));
    }

    protected override ScopedCredentialProvider GetScopedCredentialProvider() =>
        StorageClient.ScopedCredentialProvider;

    protected override string GetDefaultApplicationName() => StorageClientImpl.ApplicationName;

    protected override BaseClientService.Initializer CreateServiceInitializer() =>
        WithOwnRetries(base.CreateServiceInitializer());

    protected override async Task<BaseClientService.Initializer> CreateServiceInitializerAsync(
        CancellationToken cancellationToken) =>
        WithOwnRetries(await base.CreateServiceInitializerAsync(cancellationToken));

    protected override IConfigurableHttpClientInitializer GetHttpClientInitializer() =>
        UnauthenticatedAccess ? null : base.GetHttpClientInitializer();

    protected override Task<IConfigurableHttpClientInitializer> GetHttpClientInitializerAsync(
        CancellationToken cancellationToken) =>
        UnauthenticatedAccess
            ? Task.FromResult<IConfigurableHttpClientInitializer>(null)
            : base.GetHttpClientInitializerAsync(cancellationToken);

    protected override void Validate()
    {
        base.Validate();
        GaxPreconditions.CheckState(
            !UnauthenticatedAccess || (ApiKey is null && Credential is null),
            "When requesting unauthenticated access, don't specify any other credentials.");
    }

    // The back-off of Google.Apis repeats every request after a 503, also one that may not be sent twice.
    private static BaseClientService.Initializer WithOwnRetries(BaseClientService.Initializer initializer)
    {
        initializer.DefaultExponentialBackOffPolicy = ExponentialBackOffPolicy.None;
        return initializer;
    }

    private StorageClientBuilder ForEmulator()
    {
        if (EmulatorHost() is not { } host) return null;

        var hasScheme = host.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || host.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        return new StorageClientBuilder
        {
            ApplicationName = ApplicationName,
            BaseUri = hasScheme ? host : "http://" + host,
            HttpClientFactory = HttpClientFactory,
            UnauthenticatedAccess = true,
        };
    }

    private string EmulatorHost()
    {
        var value = Environment.GetEnvironmentVariable(EmulatorVariable);
        var host = string.IsNullOrWhiteSpace(value) ? null : value;
        switch (EmulatorDetection)
        {
            case EmulatorDetection.None:
                return null;
            case EmulatorDetection.ProductionOnly:
                CheckVariable(host is null, "set");
                return null;
            case EmulatorDetection.EmulatorOnly:
                CheckVariable(host is not null, "not set");
                CheckNothingForProduction();
                return host;
            case EmulatorDetection.EmulatorOrProduction:
                return host;
            default:
                throw new InvalidOperationException($"Invalid emulator detection value: {EmulatorDetection}");
        }
    }

    private void CheckVariable(bool condition, string state) =>
        GaxPreconditions.CheckState(
            condition, "Emulator environment variable '{0}' is {1}, contrary to use of EmulatorDetection.{2}",
            EmulatorVariable, state, EmulatorDetection);

    private void CheckNothingForProduction()
    {
        CheckNotSet(BaseUri, nameof(BaseUri));
        CheckNotSet(QuotaProject, nameof(QuotaProject));
        CheckNotSet(Credential, nameof(Credential));
        CheckNotSet(ApiKey, nameof(ApiKey));
        CheckNotSet(GoogleCredential, nameof(GoogleCredential));
    }

    private static void CheckNotSet(object value, string name) =>
        GaxPreconditions.CheckState(
            value is null, "{0} is set, contrary to use of {1}.{2}",
            name, nameof(EmulatorDetection), nameof(EmulatorDetection.EmulatorOnly));
}
