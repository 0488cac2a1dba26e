using System.Security.Cryptography.X509Certificates;
using Shop.LocalCloud.Tls;

namespace Shop.LocalCloud.Tests.Tls;

public sealed class LocalCertificateTests : IDisposable
{
    private static readonly DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("localcloud-tls-");

    private string FilePath => Path.Combine(_folder.FullName, "tls.pem");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void NewCertificate_NamesThisMachineOnly()
    {
        using var made = LocalCertificate.LoadOrMake(FilePath, _now);

        var names = made.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        Assert.Equal(["localhost"], names.EnumerateDnsNames());
        Assert.Equal(["127.0.0.1", "::1"], names.EnumerateIPAddresses().Select(address => address.ToString()));
        Assert.True(made.HasPrivateKey);
    }

    [Fact]
    public void NextStart_ServesTheSameCertificate()
    {
        using var first = LocalCertificate.LoadOrMake(FilePath, _now);

        using var second = LocalCertificate.LoadOrMake(FilePath, _now.AddDays(300));

        Assert.Equal(first.Thumbprint, second.Thumbprint);
        Assert.True(second.HasPrivateKey);
    }

    [Theory]
    [InlineData(320)]
    [InlineData(400)]
    [InlineData(-2)]
    public void CertificateThatEndsSoonOrIsNotYetValid_IsRemade(int daysLater)
    {
        using var first = LocalCertificate.LoadOrMake(FilePath, _now);

        using var second = LocalCertificate.LoadOrMake(FilePath, _now.AddDays(daysLater));

        Assert.NotEqual(first.Thumbprint, second.Thumbprint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public void DamagedFile_IsReplaced(string content)
    {
        File.WriteAllText(FilePath, content);

        using var made = LocalCertificate.LoadOrMake(FilePath, _now);

        using var again = LocalCertificate.LoadOrMake(FilePath, _now);
        Assert.Equal(made.Thumbprint, again.Thumbprint);
    }

    [SkippableFact]
    public void Key_IsReadableByItsOwnerAlone()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no such modes");

        LocalCertificate.LoadOrMake(FilePath, _now).Dispose();

        Assert.True(
            OperatingSystem.IsWindows()
            || File.GetUnixFileMode(FilePath) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }
}
