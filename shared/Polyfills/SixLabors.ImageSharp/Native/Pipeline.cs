using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;
using SixLabors.ImageSharp.Processing.Processors.Transforms;

namespace SixLabors.ImageSharp.Native;

/// <summary>A chain of libvips operations on one image: nothing is computed before <see cref="Compute"/>, and
/// then in one pass that never holds a whole intermediate image.</summary>
internal sealed class Pipeline : IDisposable
{
    private VipsImageHandle image;

    internal Pipeline(VipsImageHandle start) => image = start;

    internal Size Size => new(image.Width, image.Height);

    internal int Bands => image.Bands;

    internal bool HasAlpha => image.HasAlpha;

    internal VipsImageHandle Image => image;

    internal static Pipeline From(PixelBuffer pixels) => new Pipeline(pixels.Read()).Interpret();

    internal PixelBuffer Compute() => PixelBuffer.Compute(image);

    /// <summary>What a loader gives (16 bits, CMYK) as 8-bit grey or RGB, with or without alpha.</summary>
    internal Pipeline Normalise()
    {
        if (image.Format == BandFormat.UShort)
        {
            Then(Operation("linear").Set("a", [1 / 257.0]).Set("b", [0.5]).Set("uchar", true));
        }

        return image.Interpretation == Interpretation.Cmyk && Bands == 4 ? FromCmyk() : Interpret();
    }

    /// <summary>Scales to exactly these dimensions.</summary>
    internal Pipeline Resize(Size size, IResampler sampler, bool premultiply)
    {
        if (size == Size)
        {
            return this;
        }

        // Colours of transparent pixels mean nothing; weighted by their alpha they cannot bleed into the
        // edges.
        var weighted = premultiply && HasAlpha;
        if (weighted)
        {
            Then(Operation("premultiply"));
        }

        var (kernel, _, gap) = KernelResampler.Of(sampler);
        Then(Operation("resize")
            .Set("scale", (double)size.Width / image.Width)
            .Set("vscale", (double)size.Height / image.Height)
            .Set("kernel", kernel)
            .Set("gap", gap));
        MakeExact(size);
        if (weighted)
        {
            Then(Operation("unpremultiply"));
        }

        // Samples of linear light run from 0 to 1 and are rounded when they become bytes again.
        if (weighted && image.Interpretation != Interpretation.LinearLight)
        {
            Then(Operation("linear").Set("a", [1.0]).Set("b", [0.5]).Set("uchar", true));
        }

        return this;
    }

    internal Pipeline ToLinearLight() =>
        Then(Operation("colourspace").Set("space", (int)Interpretation.LinearLight));

    internal Pipeline FromLinearLight() =>
        Then(Operation("colourspace").Set("space", (int)Interpretation.Srgb));

    internal Pipeline Crop(Rectangle area) => Then(new VipsOperation("extract_area")
        .Set("input", image)
        .Set("left", area.X)
        .Set("top", area.Y)
        .Set("width", area.Width)
        .Set("height", area.Height));

    /// <summary>Lays the image on a canvas of one colour.</summary>
    internal Pipeline Embed(Point position, Size canvas, Rgba32 colour)
    {
        const int ExtendWithBackground = 5;
        return Then(Operation("embed")
            .Set("x", position.X)
            .Set("y", position.Y)
            .Set("width", canvas.Width)
            .Set("height", canvas.Height)
            .Set("extend", ExtendWithBackground)
            .Set("background", Samples(colour)));
    }

    internal Pipeline Flip(FlipMode mode) =>
        Then(Operation("flip").Set("direction", mode == FlipMode.Horizontal ? 0 : 1));

    internal Pipeline Rotate(RotateMode mode) => Then(Operation("rot").Set("angle", (int)mode / 90));

    internal Pipeline Flatten(Rgba32 colour) =>
        HasAlpha ? Then(Operation("flatten").Set("background", Samples(colour).AsSpan(0, Bands - 1))) : this;

    internal Pipeline DropAlpha() => HasAlpha ? TakeBands(0, Bands - 1) : this;

    internal Pipeline AddAlpha() => HasAlpha
        ? this
        : Then(Operation("bandjoin_const").Set("c", [255.0])).Interpret();

    internal Pipeline TakeBands(int first, int count) =>
        Then(Operation("extract_band").Set("band", first).Set("n", count)).Interpret();

    /// <summary>Grey as three equal bands, for an encoding that is asked to be in colour.</summary>
    internal Pipeline ToColour() => Bands > 2
        ? this
        : Then(Operation("colourspace").Set("space", (int)Interpretation.Srgb));

    /// <summary>Writes the resolution, in pixels a millimetre as libvips counts, into the image's
    /// header.</summary>
    internal Pipeline SetResolution(double horizontal, double vertical) =>
        Then(Operation("copy").Set("xres", horizontal).Set("yres", vertical));

    public void Dispose() => image.Dispose();

    // Taking the nearest pixels, libvips may come out one short: then the last ones are repeated.
    private void MakeExact(Size size)
    {
        const int ExtendByCopying = 1;
        if (Size != size)
        {
            Then(Operation("embed")
                .Set("x", 0)
                .Set("y", 0)
                .Set("width", size.Width)
                .Set("height", size.Height)
                .Set("extend", ExtendByCopying));
        }
    }

    private Pipeline Interpret() => Then(Operation("copy")
        .Set("interpretation", (int)(Bands < 3 ? Interpretation.BlackAndWhite : Interpretation.Srgb)));

    // Without a profile, as the published package does: each colour darkened by its ink and by black.
    private Pipeline FromCmyk()
    {
        Then(Operation("invert"));
        using var black = new Pipeline(Operation("extract_band").Set("band", 3).RunOnce());
        TakeBands(0, 3);
        Then(new VipsOperation("multiply").Set("left", image).Set("right", black.image));
        return Then(Operation("linear").Set("a", [1 / 255.0]).Set("b", [0.5]).Set("uchar", true)).Interpret();
    }

    private double[] Samples(Rgba32 colour)
    {
        if (Bands < 3)
        {
            var grey = default(L8);
            grey.FromRgba32(colour);
            return Bands == 1 ? [grey.PackedValue] : [grey.PackedValue, colour.A];
        }

        return Bands == 3 ? [colour.R, colour.G, colour.B] : [colour.R, colour.G, colour.B, colour.A];
    }

    private VipsOperation Operation(string nickname) => new VipsOperation(nickname).Set("in", image);

    private Pipeline Then(VipsOperation operation)
    {
        var next = operation.RunOnce();
        image.Dispose();
        image = next;
        return this;
    }
}
