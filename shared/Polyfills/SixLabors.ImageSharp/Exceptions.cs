namespace SixLabors.ImageSharp
{
    /// <summary>The encoded bytes are at fault, or what was asked for cannot be encoded.</summary>
    public class ImageFormatException : Exception
    {
        internal ImageFormatException(string errorMessage)
            : base(errorMessage)
        {
        }

        internal ImageFormatException(string errorMessage, Exception innerException)
            : base(errorMessage, innerException)
        {
        }
    }

    /// <summary>No configured format recognises the first bytes.</summary>
    public sealed class UnknownImageFormatException(string errorMessage) : ImageFormatException(errorMessage);

    /// <summary>The format is known and the content is damaged, cut off or beyond the limits.</summary>
    public sealed class InvalidImageContentException : ImageFormatException
    {
        public InvalidImageContentException(string errorMessage)
            : base(errorMessage)
        {
        }

        public InvalidImageContentException(string errorMessage, Exception innerException)
            : base(errorMessage, innerException)
        {
        }
    }

    /// <summary>An operation on pixels failed.</summary>
    public sealed class ImageProcessingException : Exception
    {
        public ImageProcessingException()
        {
        }

        public ImageProcessingException(string errorMessage)
            : base(errorMessage)
        {
        }

        public ImageProcessingException(string errorMessage, Exception innerException)
            : base(errorMessage, innerException)
        {
        }
    }
}

namespace SixLabors.ImageSharp.Memory
{
    /// <summary>An image is larger than the allocation limit.</summary>
    public class InvalidMemoryOperationException(string message) : InvalidOperationException(message);
}
