using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Shop.LocalCloud.Tls;

/// <summary>
/// The certificate of the local cloud's TLS port: it vouches for itself and for nothing but this machine's own
/// addresses. It is kept, so that a client that was told to trust it need be told once.
/// </summary>
internal static class LocalCertificate
{
    // Some systems trust no server certificate that is valid for longer than 825 days.
    private static readonly TimeSpan Life = TimeSpan.FromDays(365);

    // A process that runs for weeks must not outlive what it has loaded.
    private static readonly TimeSpan RemadeBeforeEnd = TimeSpan.FromDays(60);

    // Clocks in virtual machines and containers may be behind.
    private static readonly TimeSpan ValidBefore = TimeSpan.FromDays(1);

    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>Loads the certificate, or makes one where there is none that will do.</summary>
    /// <param name="path">Of a PEM file with certificate and key, readable by its owner alone.</param>
    /// <param name="now">Decides whether the one in the file is still good.</param>
    public static X509Certificate2 LoadOrMake(string path, DateTimeOffset now) =>
        ForServer(Load(path, now) ?? Make(path, now));

    private static X509Certificate2? Load(string path, DateTimeOffset now)
    {
        if (!File.Exists(path))
        {
            return null;
        }
        try
        {
            var loaded = X509Certificate2.CreateFromPemFile(path);
            if (loaded.NotBefore <= now.LocalDateTime
                && loaded.NotAfter >= now.LocalDateTime + RemadeBeforeEnd)
            {
                return loaded;
            }
            loaded.Dispose();
        }
        catch (CryptographicException)
        {
            // Damaged, or a file of somebody else's making: another certificate costs nothing.
        }
        return null;
    }

    private static X509Certificate2 Make(string path, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(
            new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var made = request.CreateSelfSigned(now - ValidBefore, now + Life);
        PrivateFile.Write(
            path, Encoding.ASCII.GetBytes($"{made.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n"));
        return made;
    }

    // Windows serves no key that lives in memory only.
    private static X509Certificate2 ForServer(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }
        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        }
    }
}
