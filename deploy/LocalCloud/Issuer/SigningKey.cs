using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Shop.LocalCloud.Tls;

namespace Shop.LocalCloud.Issuer;

/// <summary>
/// The key pair that signs tokens. It is kept, so that who has signed in need not do it again after a restart.
/// </summary>
internal sealed class SigningKey : IDisposable
{
    // What every library that verifies RS256 takes.
    private const int Bits = 2048;

    private readonly RSA _key;

    // An RSA is not promised to be one that several threads may use.
    private readonly Lock _gate = new();

    private SigningKey(RSA key)
    {
        _key = key;
        var numbers = key.ExportParameters(includePrivateParameters: false);
        (Modulus, Exponent) = (Base64Url.EncodeToString(numbers.Modulus), Base64Url.EncodeToString(numbers.Exponent));
        // The thumbprint of RFC 7638: another key has another id, and the same key the same one for ever.
        Id = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(
            $$"""{"e":"{{Exponent}}","kty":"RSA","n":"{{Modulus}}"}""")));
    }

    public string Id { get; }

    public string Modulus { get; }

    public string Exponent { get; }

    /// <summary>Loads the key, or makes one where there is none that will do.</summary>
    /// <param name="path">Of a PEM file, readable by its owner alone.</param>
    public static SigningKey LoadOrMake(string path)
    {
        if (File.Exists(path) && Load(path) is { } kept)
        {
            return new SigningKey(kept);
        }
        var made = RSA.Create(Bits);
        PrivateFile.Write(path, Encoding.ASCII.GetBytes(made.ExportPkcs8PrivateKeyPem() + "\n"));
        return new SigningKey(made);
    }

    public byte[] Sign(ReadOnlySpan<byte> content)
    {
        lock (_gate)
        {
            return _key.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    public void Dispose() => _key.Dispose();

    private static RSA? Load(string path)
    {
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            if (key.KeySize >= Bits && key.ExportParameters(includePrivateParameters: true).D is not null)
            {
                return key;
            }
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            // Damaged, or a file of somebody else's making: another key costs a new sign-in.
        }
        key.Dispose();
        return null;
    }
}
