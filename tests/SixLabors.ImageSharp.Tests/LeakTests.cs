using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace Shop.SixLabors.ImageSharp.Tests;

/// <summary>A process that handles images for weeks must not grow.</summary>
[Collection(nameof(Alone))]
public sealed class LeakTests
{
    // The pixels of one image in five, or the decoder of each, left behind would be more than the bound.
    private const int Side = 400;
    private const int Rounds = 1_000;
    private const long GrowthMax = 100_000_000;

    [Fact]
    public void ThousandImages_LeaveNothingBehind()
    {
        var file = TestImages.Jpeg(Side, Side);
        var damaged = file[..(file.Length / 2)];
        for (var warmUp = 0; warmUp < 50; warmUp++)
        {
            Process(file, damaged);
        }

        var before = ResidentBytes();
        for (var round = 0; round < Rounds; round++)
        {
            Process(file, damaged);
        }

        Assert.InRange(ResidentBytes() - before, long.MinValue, GrowthMax);
    }

    [Fact]
    public async Task ManyAtOnce_AllSucceed()
    {
        var file = TestImages.Jpeg(400, 300);
        var expected = Thumbnail(file);

        var results = await Task.WhenAll(
            Enumerable.Range(0, 64).Select(_ => Task.Run(() => Thumbnail(file))));

        Assert.All(results, result => Assert.Equal(expected, result));
    }

    private static void Process(byte[] file, byte[] damaged)
    {
        Thumbnail(file);
        using var cut = Image.Load<Rgb24>(damaged);
        try
        {
            Image.Load(PngFile.Make(900, 900, 8, 6, new byte[1_000])).Dispose();
        }
        catch (ImageFormatException)
        {
            // The pixels that are promised are not there: the way out through an exception must be clean as
            // well.
        }
    }

    private static byte[] Thumbnail(byte[] file)
    {
        using var image = Image.Load<Rgba32>(new DecoderOptions { TargetSize = new Size(200, 200) }, file);
        image.Mutate(context => context.AutoOrient());
        using var small = image.Clone(context => context.Resize(50, 50).BackgroundColor(Color.White));
        return small.Encode(new JpegEncoder { Quality = 80 });
    }

    private static long ResidentBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = global::System.Diagnostics.Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}

/// <summary>Tests that measure the process run while no others do.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
