using System.Text;
using Shop.Contracts;
using Shop.ImageProcessor.Images;

namespace Shop.ImageProcessor;

/// <summary>Variants lie below the name of their original, and Cloud Storage bounds the length of names.</summary>
internal static class NameLimits
{
    private const int NameBytesMax = 1024;

    public static ImageFault? Check(string imageName, IReadOnlyList<VariantSpec> variants)
    {
        var longest = variants.Select(variant => VariantWriter.ObjectName(imageName, variant))
            .Append(Manifest.ObjectName(imageName))
            .Max(Encoding.UTF8.GetByteCount);
        return longest <= NameBytesMax
            ? null
            : new ImageFault(ImageFailureReasons.NameTooLong,
                $"The names of the variants would have {longest} bytes; Cloud Storage allows {NameBytesMax}.");
    }
}
