using System.Text;
using Microsoft.Extensions.Configuration;
using Shop.Eventing;
using Shop.Notifications.Webhooks;

namespace Shop.Notifications.Tests.Webhooks;

public sealed class Signatures
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    // The example that the libraries of Standard Webhooks share.
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Timestamp = "1614265330";
    private const string Body = """{"test": 2432232314}""";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    [Fact]
    public void PublishedExample_IsSignedAlike() => Assert.Equal(Signature, Sign(Secret));

    [Fact]
    public void EverySecret_Signs()
    {
        var other = "whsec_" + Convert.ToBase64String(new byte[64]);

        var signatures = Sign($"{other} , {Secret}\n").Split(' ');

        Assert.Equal([Sign(other), Signature], signatures);
    }

    [Theory]
    [InlineData("", "WEBHOOK_SECRETS is not set")]
    [InlineData("hush", "secret 1 of 1 does not begin with whsec_")]
    [InlineData("WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "secret 1 of 1 does not begin with whsec_")]
    [InlineData("whsec_", "secret 1 of 1 has 0 bytes; it must have 24 to 64")]
    [InlineData("whsec_hush-hush", "secret 1 of 1 is not base64 after whsec_")]
    [InlineData("whsec_aHVzaA==", "secret 1 of 1 has 4 bytes; it must have 24 to 64")]
    [InlineData(Secret + ",", "secret 2 of 2 is empty; remove the comma too many")]
    [InlineData(Secret + ",hush," + Secret, "secret 2 of 3 does not begin with whsec_")]
    public void UnusableSecret_IsNamedByItsPlaceAndNotShown(string secrets, string fault)
    {
        var message = FaultOf(secrets);

        Assert.Contains(fault, message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret["whsec_".Length..], message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void SecretLengths_AreBounded(int bytes, bool allowed) =>
        Assert.Equal(allowed, FaultOf("whsec_" + Convert.ToBase64String(new byte[bytes])).Length == 0);

    [Fact]
    public void TooManySecrets_AreRefused() => Assert.Contains(
        "holds 9 secrets; at most 8", FaultOf(string.Join(',', Enumerable.Repeat(Secret, 9))),
            StringComparison.Ordinal);

    private static string Sign(string secrets) =>
        WebhookSecrets.Read(Settings(secrets)).Sign(Id, Timestamp, Encoding.UTF8.GetBytes(Body));

    private static string FaultOf(string secrets)
    {
        var settings = Settings(secrets);
        WebhookSecrets.Read(settings);
        return Record.Exception(settings.ThrowIfFaulty)?.Message ?? "";
    }

    private static Settings Settings(string secrets) => new(new ConfigurationBuilder().AddInMemoryCollection(
        new Dictionary<string, string?> { ["WEBHOOK_SECRETS"] = secrets }).Build());
}
