using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Shop.LocalCloud.Chaos;

/// <summary>
/// Chance that depends on names alone: the same question has the same answer in every run, whatever else
/// happens and in whatever order.
/// </summary>
internal static class Chance
{
    // A double has 53 bits of fraction.
    private const int FractionBits = 53;

    /// <returns>Evenly spread from 0 up to, not including, 1.</returns>
    internal static double Of(string what, string subscription, string messageId, int attempt)
    {
        var question = string.Create(
            CultureInfo.InvariantCulture, $"{what}\n{subscription}\n{messageId}\n{attempt}");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(question));
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> (64 - FractionBits))
            / (double)(1UL << FractionBits);
    }
}
