using System.Net;
using System.Net.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Shop.LocalCloud.Tls;

/// <summary>The second way to Cloud Storage, for clients that speak https only.</summary>
/// <param name="number">0 takes any free one.</param>
/// <param name="folder">Keeps the certificate and the settings of gsutil.</param>
/// <param name="clock">Judges whether the certificate is still good.</param>
internal sealed class TlsPort(int number, string folder, TimeProvider clock)
{
    private readonly string _certificatePath = Path.Combine(folder, "tls.pem");
    private readonly Lock _gate = new();
    private Task<SslStreamCertificateContext>? _certificate;

    public int Number => number;

    /// <summary>Where gsutil's settings are, once <see cref="CompleteAsync"/> is through.</summary>
    public string SettingsPath { get; } = Path.Combine(folder, GsutilSettings.FileName);

    public void Listen(KestrelServerOptions kestrel) =>
        kestrel.Listen(IPAddress.Loopback, number, listen =>
        {
            // Browsers and gcloud have the plain port; those that come here need no HTTP/2.
            listen.Protocols = HttpProtocols.Http1;
            listen.UseHttps(new TlsHandshakeCallbackOptions
            {
                OnConnection = async _ => new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = await CertificateAsync(),
                },
            });
        });

    /// <summary>Begins to load the certificate, beside everything else that starts.</summary>
    public void Prepare() => _ = CertificateAsync();

    /// <summary>Has certificate and settings on disk when it returns.</summary>
    /// <param name="port">The port that it listens on.</param>
    /// <param name="projectId">Of buckets that gsutil makes.</param>
    public async Task CompleteAsync(int port, string projectId)
    {
        await CertificateAsync();
        GsutilSettings.Write(SettingsPath, port, projectId);
    }

    /// <summary>Settings that lead nowhere must not stay from an earlier run.</summary>
    public static void Forget(string folder) => File.Delete(Path.Combine(folder, GsutilSettings.FileName));

    private Task<SslStreamCertificateContext> CertificateAsync()
    {
        lock (_gate)
        {
            return _certificate ??= Task.Run(() => SslStreamCertificateContext.Create(
                LocalCertificate.LoadOrMake(_certificatePath, clock.GetUtcNow()), null, offline: true));
        }
    }
}
