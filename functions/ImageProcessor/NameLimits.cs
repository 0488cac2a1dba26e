using System.Text;
using Shop.Contracts;
using Shop.ImageProcessor.Images;

namespace Shop.ImageProcessor;

/// <summary>The names of what is written hold the name of the original, and Cloud Storage bounds their length.</summary>
internal static class NameLimits
{
    private const int NameBytesMax = 1024;

    public static ImageFault? Check(params IEnumerable<string> objectNames)
    {
        var longest = objectNames.Max(Encoding.UTF8.GetByteCount);
        return longest <= NameBytesMax
            ? null
            : new ImageFault(ImageFailureReasons.NameTooLong,
                $"The names of the variants would have {longest} bytes; Cloud Storage allows {NameBytesMax}.");
    }
}
