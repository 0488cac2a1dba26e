namespace SixLabors.ImageSharp.Processing;

/// <summary>Where a resized image lies on the canvas that is the result: equal to it, sticking out or
/// inside.</summary>
/// <remarks>Single precision and rounding half to even, since the published package computes so: one pixel
/// more or less is visible to a caller.</remarks>
internal readonly record struct ResizeGeometry(Size Canvas, Rectangle Image)
{
    internal static ResizeGeometry Of(Size source, ResizeOptions options)
    {
        var size = Complete(source, options.Size);
        return options.Mode switch
        {
            ResizeMode.Crop => Crop(source, size, options.Position),
            ResizeMode.Pad => Pad(source, size, options.Position),
            ResizeMode.BoxPad => BoxPad(source, size, options.Position),
            ResizeMode.Max => Whole(Max(source, size)),
            ResizeMode.Min => Whole(Min(source, size)),
            ResizeMode.Stretch => Whole(size),
            ResizeMode.Manual => Manual(size, options.TargetRectangle),
        };
    }

    /// <summary>The largest size of the same proportions that fits inside <paramref name="box"/>.</summary>
    internal static Size Max(Size source, Size box)
    {
        var narrower = source.Height / (float)source.Width < box.Height / (float)box.Width;
        return AtLeastOne(narrower
            ? new Size(box.Width, Round(source.Height * Scale(box.Width, source.Width)))
            : new Size(Round(source.Width * Scale(box.Height, source.Height)), box.Height));
    }

    private static Size Complete(Size source, Size size)
    {
        if (size.Width <= 0 && size.Height <= 0)
        {
            throw new InvalidOperationException(
                $"Target width {size.Width} and height {size.Height} must be greater than zero.");
        }

        if (size.Width == 0)
        {
            size.Width = Math.Max(1, Round(source.Width * size.Height / (float)source.Height));
        }

        if (size.Height == 0)
        {
            size.Height = Math.Max(1, Round(source.Height * size.Width / (float)source.Width));
        }

        return size;
    }

    private static ResizeGeometry Crop(Size source, Size size, AnchorPositionMode position)
    {
        var (across, down) = (Scale(size.Width, source.Width), Scale(size.Height, source.Height));
        return down < across
            ? Place(size, 0, Offset(Vertical(position), size.Height - (source.Height * across)),
                size.Width, (int)MathF.Ceiling(source.Height * across))
            : Place(size, Offset(Horizontal(position), size.Width - (source.Width * down)), 0,
                (int)MathF.Ceiling(source.Width * down), size.Height);
    }

    private static ResizeGeometry Pad(Size source, Size size, AnchorPositionMode position)
    {
        var (across, down) = (Scale(size.Width, source.Width), Scale(size.Height, source.Height));
        return down < across
            ? Place(size, Offset(Horizontal(position), size.Width - (source.Width * down)), 0,
                Round(source.Width * down), size.Height)
            : Place(size, 0, Offset(Vertical(position), size.Height - (source.Height * across)),
                size.Width, Round(source.Height * across));
    }

    private static ResizeGeometry BoxPad(Size source, Size size, AnchorPositionMode position)
    {
        if (source.Width >= size.Width || source.Height >= size.Height)
        {
            return Pad(source, size, position);
        }

        var rest = size - source;
        return Place(
            size,
            Horizontal(position) * rest.Width / 2,
            Vertical(position) * rest.Height / 2,
            source.Width,
            source.Height);
    }

    private static Size Min(Size source, Size size)
    {
        if (size.Width > source.Width || size.Height > source.Height)
        {
            return source;
        }

        var (across, down) = (source.Width - size.Width, source.Height - size.Height);
        return AtLeastOne(across < down || (across == down && size.Height > size.Width)
            ? new Size(size.Width, Round(across < down
                ? size.Width * (source.Height / (float)source.Width)
                : source.Height * Scale(size.Width, source.Width)))
            : new Size(Round(across > down
                ? size.Height * (source.Width / (float)source.Height)
                : source.Width * Scale(size.Height, source.Height)), size.Height));
    }

    private static ResizeGeometry Manual(Size size, Rectangle? target) => target is { } area
        ? Place(size, area.X, area.Y, area.Width > 0 ? area.Width : size.Width,
            area.Height > 0 ? area.Height : size.Height)
        : throw new InvalidOperationException("Manual resizing requires a target location and size.");

    private static ResizeGeometry Whole(Size size) => Place(size, 0, 0, size.Width, size.Height);

    private static ResizeGeometry Place(Size canvas, int x, int y, int width, int height) =>
        new(AtLeastOne(canvas), new Rectangle(new Point(x, y), AtLeastOne(new Size(width, height))));

    private static Size AtLeastOne(Size size) => new(Math.Max(1, size.Width), Math.Max(1, size.Height));

    private static float Scale(int target, int source) => MathF.Abs(target / (float)source);

    private static int Round(float length) => (int)MathF.Round(length);

    // The share of the room left over that lies before the image, in halves.
    private static int Offset(int halves, float rest) => halves switch
    {
        0 => 0,
        1 => Round(rest / 2F),
        _ => Round(rest),
    };

    private static int Horizontal(AnchorPositionMode position) => position switch
    {
        AnchorPositionMode.Left or AnchorPositionMode.TopLeft or AnchorPositionMode.BottomLeft => 0,
        AnchorPositionMode.Right or AnchorPositionMode.TopRight or AnchorPositionMode.BottomRight => 2,
        AnchorPositionMode.Center or AnchorPositionMode.Top or AnchorPositionMode.Bottom => 1,
    };

    private static int Vertical(AnchorPositionMode position) => position switch
    {
        AnchorPositionMode.Top or AnchorPositionMode.TopLeft or AnchorPositionMode.TopRight => 0,
        AnchorPositionMode.Bottom or AnchorPositionMode.BottomLeft or AnchorPositionMode.BottomRight => 2,
        AnchorPositionMode.Center or AnchorPositionMode.Left or AnchorPositionMode.Right => 1,
    };
}
