using System.Security.Cryptography;
using System.Text;
using Shop.Eventing;

namespace Shop.Notifications.Webhooks;

/// <summary>
/// Signs webhooks as Standard Webhooks says: HMAC-SHA256 over <c>id.timestamp.body</c>, one signature for
/// each secret. While a secret is being replaced both sign, so that receivers may change over when they like.
/// The secrets are the shop's, not a customer's.
/// </summary>
public sealed class WebhookSecrets
{
    /// <summary>Name of the environment variable.</summary>
    public const string Variable = "WEBHOOK_SECRETS";

    // One in use and one to come would do; each adds a signature to the header of every call.
    private const int SecretsMax = 8;
    private const int BytesMin = 24;
    private const int BytesMax = 64;
    private const string Prefix = "whsec_";

    private readonly IReadOnlyList<byte[]> _keys;

    private WebhookSecrets(IReadOnlyList<byte[]> keys) => _keys = keys;

    /// <summary>
    /// Reads the variable; what is wrong becomes a fault that names the secret by its place, never by its
    /// text.
    /// </summary>
    public static WebhookSecrets Read(Settings settings)
    {
        var text = settings.Required(
            Variable,
            $"one secret or several, joined by commas, each {Prefix} and the base64 of "
            + $"{BytesMin} to {BytesMax} random bytes");
        var secrets = text.Split(',', StringSplitOptions.TrimEntries);
        if (text.Length == 0)
        {
            return new WebhookSecrets([]);
        }
        if (secrets.Length > SecretsMax)
        {
            settings.Fault(
                $"{Variable} holds {secrets.Length} secrets; at most {SecretsMax} are used at a time");
        }
        var keys = new List<byte[]>();
        foreach (var (index, secret) in secrets.Index())
        {
            var (key, fault) = Parse(secret);
            if (fault is not null)
            {
                settings.Fault($"{Variable}: secret {index + 1} of {secrets.Length} {fault}");
            }
            keys.Add(key);
        }
        return new WebhookSecrets(keys);
    }

    /// <returns>The value of the header <c>webhook-signature</c>.</returns>
    public string Sign(string id, string timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{id}.{timestamp}."), .. body];
        return string.Join(
            ' ', _keys.Select(key => "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed))));
    }

    private static (byte[] Key, string? Fault) Parse(string secret)
    {
        if (secret.Length == 0)
        {
            return ([], "is empty; remove the comma too many");
        }
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return ([], $"does not begin with {Prefix}");
        }
        var key = new byte[secret.Length];
        if (!Convert.TryFromBase64String(secret[Prefix.Length..], key, out var length))
        {
            return ([], $"is not base64 after {Prefix}");
        }
        return length is >= BytesMin and <= BytesMax
            ? (key[..length], null)
            : ([], $"has {length} bytes; it must have {BytesMin} to {BytesMax}");
    }
}
