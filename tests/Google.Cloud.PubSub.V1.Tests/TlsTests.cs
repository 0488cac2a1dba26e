using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Shop.Tests.PubSubClient;

public sealed class TlsTests
{
    [SkippableFact]
    public async Task CallOverTls_CarriesTheToken()
    {
        Skip.IfNot(
            OperatingSystem.IsLinux(), "Only on Linux does SSL_CERT_FILE say which certificates to trust.");
        using var certificate = NewCertificate();
        var trusted = Path.GetTempFileName();
        await File.WriteAllTextAsync(trusted, certificate.ExportCertificatePem());
        await using var server = await ScriptedServer.StartAsync(certificate, Answer.Ids("42"));
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList = { typeof(TlsTests).Assembly.Location, $"localhost:{server.Port}", "secret-token" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SSL_CERT_FILE"] = trusted },
        };

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var id = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        File.Delete(trusted);

        Assert.True(id == "42", await errors);
        var request = Assert.Single(server.Requests);
        Assert.Equal("Bearer secret-token", request.Headers.Authorization.ToString());
        Assert.Equal("billed", request.Headers["x-goog-user-project"].ToString());
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        var request =
            new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
