using Google.Apis.Auth.OAuth2;
using Grpc.Core;

namespace Google.Api.Gax.Grpc;

/// <summary>What the builders of all clients have in common: where to connect, and as whom.</summary>
public abstract class ClientBuilderBase<TClient>
{
    private EmulatorDetection _emulatorDetection = EmulatorDetection.None;

    // The published class is handed the metadata of its service; nothing outside these assemblies derives
    // from it.
    private protected ClientBuilderBase()
    {
    }

    /// <summary>
    /// <c>host:port</c>, with or without <c>http://</c> or <c>https://</c>; null for Google's own.
    /// </summary>
    public string Endpoint { get; set; }

    /// <summary>Null for those that the service asks for.</summary>
    public IReadOnlyList<string> Scopes { get; set; }

    /// <summary>
    /// Protection without a caller's identity; <see cref="ChannelCredentials.Insecure"/> on a laptop.
    /// </summary>
    public ChannelCredentials ChannelCredentials { get; set; }

    /// <summary>Used with the scopes; null for Application Default Credentials.</summary>
    public GoogleCredential GoogleCredential { get; set; }

    /// <summary>Used as it is, without scopes.</summary>
    public ICredential Credential { get; set; }

    protected EmulatorDetection EmulatorDetection
    {
        get => _emulatorDetection;
        set => _emulatorDetection = GaxPreconditions.CheckEnumValue(value, nameof(value));
    }

    public abstract TClient Build();

    public abstract Task<TClient> BuildAsync(CancellationToken cancellationToken = default);

    protected virtual void Validate()
    {
        var sources = new object[] { ChannelCredentials, GoogleCredential, Credential };
        GaxPreconditions.CheckState(
            sources.Count(source => source is not null) < 2,
            "Only one source of credentials can be specified");
        GaxPreconditions.CheckState(
            Scopes is null || (ChannelCredentials is null && Credential is null),
            "Scopes are not relevant when a token access method, channel credentials, ICredential or ApiKey "
            + "are supplied");
    }

    /// <returns>Where the emulator answers, or null for production.</returns>
    internal string FindEmulator(string variable)
    {
        var value = Environment.GetEnvironmentVariable(variable);
        var host = string.IsNullOrWhiteSpace(value) ? null : value;
        switch (EmulatorDetection)
        {
            case EmulatorDetection.EmulatorOrProduction:
                return host;
            case EmulatorDetection.ProductionOnly:
                CheckDetection(
                    host is null, "Emulator environment variable '{0}' is set, contrary to use of {1}.{2}",
                    variable);
                return null;
            case EmulatorDetection.EmulatorOnly:
                CheckDetection(
                    host is not null,
                    "Emulator environment variable '{0}' is not set, contrary to use of {1}.{2}", variable);
                CheckNothingElseIsSet();
                return host;
            default:
                return null;
        }
    }

    internal Uri Address(string defaultEndpoint) =>
        ChannelAddress.Parse(Endpoint ?? defaultEndpoint, ChannelCredentials?.IsSecure ?? true);

    /// <returns>Who calls, or null where <see cref="ChannelCredentials"/> say that nobody does.</returns>
    internal ICredential Caller(IReadOnlyList<string> defaultScopes) =>
        ChannelCredentials is not null ? null
        : Credential ?? Scoped(GoogleCredential ?? GoogleCredential.GetApplicationDefault(), defaultScopes);

    internal async Task<ICredential> CallerAsync(
        IReadOnlyList<string> defaultScopes, CancellationToken cancellationToken)
    {
        if (ChannelCredentials is null && Credential is null && GoogleCredential is null)
        {
            return Scoped(
                await GoogleCredential.GetApplicationDefaultAsync(cancellationToken), defaultScopes);
        }
        return Caller(defaultScopes);
    }

    private GoogleCredential Scoped(GoogleCredential credential, IReadOnlyList<string> defaultScopes)
    {
        var scoped = credential.CreateScoped(Scopes ?? defaultScopes);
        // Google's services take a token that a service account signs itself; that saves a call to the token
        // server.
        return scoped.UnderlyingCredential
            is ServiceAccountCredential { UseJwtAccessWithScopes: false } account
            ? GoogleCredential.FromServiceAccountCredential(account.WithUseJwtAccessWithScopes(true))
            : scoped;
    }

    private void CheckNothingElseIsSet()
    {
        Check(Endpoint, nameof(Endpoint));
        Check(ChannelCredentials, nameof(ChannelCredentials));
        Check(Scopes, nameof(Scopes));
        Check(Credential, nameof(Credential));
        Check(GoogleCredential, nameof(GoogleCredential));

        void Check(object value, string name) =>
            CheckDetection(value is null, "{0} is set, contrary to use of {1}.{2}", name);
    }

    private void CheckDetection(bool condition, string format, string name) =>
        GaxPreconditions.CheckState(condition, format, name, nameof(EmulatorDetection), EmulatorDetection);
}
