using CloudNative.CloudEvents;
using Shop.Contracts;
using Shop.Eventing;
using Shop.ImageProcessor.Images;
using Shop.ImageProcessor.Storage;
using SixLabors.ImageSharp;

namespace Shop.ImageProcessor;

/// <summary>
/// Makes the variants of one generation of an uploaded object. The order of work lets every step be interrupted and
/// repeated: manifest → original → variants → manifest, conditional on what was read → event.
/// </summary>
public sealed class ImageHandler(
    IObjectStorage storage, VariantWriter variants, EventPublisher events, ProcessorOptions options, TimeProvider clock)
{
    /// <summary>Says who speaks; with an event's id it identifies the event for ever.</summary>
    public static Uri EventSource { get; } = new("/shop/image-processor", UriKind.Relative);

    // Each lost race means that somebody else wrote a manifest; with one event per generation that happens once or
    // twice. More is a fault, and the redelivery's backoff is the better place to wait.
    private const int RacesMax = 5;

    public async Task<ImageOutcome> HandleAsync(
        UploadedObject uploaded, EventCause cause, CancellationToken cancellationToken)
    {
        if (uploaded.IsVariant || uploaded.Original.Bucket == options.VariantsBucket)
        {
            return new ImageOutcome.OwnOutput();
        }
        for (var race = 0; race < RacesMax; race++)
        {
            if (await TryHandleAsync(uploaded.Original, cause, cancellationToken) is { } outcome)
            {
                return outcome;
            }
        }
        throw new IOException($"The manifest of {uploaded.Original.Name} was rewritten {RacesMax} times meanwhile.");
    }

    // Null: the manifest that was read is no longer the live one.
    private async Task<ImageOutcome?> TryHandleAsync(
        ImageOriginal original, EventCause cause, CancellationToken cancellationToken)
    {
        if (NameLimits.Check(original.Name, options.Variants) is { } nameFault)
        {
            return await FailAsync(original, nameFault, cause, cancellationToken);
        }
        var (written, generation) = await ReadManifestAsync(original, cancellationToken);
        if (written?.Source.Generation > original.Generation)
        {
            return new ImageOutcome.Stale();
        }
        if (written?.Source.Generation == original.Generation)
        {
            await AnnounceAsync(written, cause, cancellationToken);
            return new ImageOutcome.AlreadyProcessed(written);
        }
        switch (await RenderAsync(original, cancellationToken))
        {
            case (_, _, { } fault):
                return await FailAsync(original, fault, cause, cancellationToken);
            case ({ } source, { } image, _):
                return await WriteAsync(source, image, generation, cause, cancellationToken);
            default:
                return new ImageOutcome.Stale();
        }
    }

    private async Task<(Manifest? Manifest, long Generation)> ReadManifestAsync(
        ImageOriginal original, CancellationToken cancellationToken)
    {
        var read = await storage.ReadAsync(
            options.VariantsBucket, Manifest.ObjectName(original.Name), null, Manifest.BytesMax, cancellationToken);
        return read switch
        {
            // Whatever lies there that is no manifest of this image is replaced.
            ReadResult.Found found when Manifest.TryParse(found.Content.Span) is { } manifest
                && manifest.Source.Bucket == original.Bucket => (manifest, found.Generation),
            ReadResult.Found found => (null, found.Generation),
            ReadResult.Gone => (null, 0),
            _ => throw new InvalidDataException($"{Manifest.ObjectName(original.Name)} is too large to be a manifest."),
        };
    }

    // All three null: this generation is gone.
    private async Task<(ImageSource? Source, RenderedImage? Image, ImageFault? Fault)> RenderAsync(
        ImageOriginal original, CancellationToken cancellationToken)
    {
        var tooLarge = new ImageFault(ImageFailureReasons.TooManyBytes, FormattableString.Invariant(
            $"The object has more than {options.BytesMax:N0} bytes, the most that are processed."));
        if (original.Bytes > options.BytesMax)
        {
            return (null, null, tooLarge);
        }
        var read = await storage.ReadAsync(
            original.Bucket, original.Name, original.Generation, options.BytesMax, cancellationToken);
        return read switch
        {
            ReadResult.Found found => Render(original, found.Content.Span, cancellationToken),
            ReadResult.TooLarge => (null, null, tooLarge),
            _ => (null, null, null),
        };
    }

    private (ImageSource?, RenderedImage?, ImageFault?) Render(
        ImageOriginal original, ReadOnlySpan<byte> file, CancellationToken cancellationToken)
    {
        var (header, fault) = ImageInspector.Inspect(file, options.PixelsMax);
        if (header is null)
        {
            return (null, null, fault);
        }
        var source = new ImageSource(
            original.Bucket, original.Name, original.Generation, header.ContentType, file.Length,
            header.Seen.Width, header.Seen.Height);
        try
        {
            var plan = RenderPlan.For(header.Seen, options.Variants);
            return (source, ImageRenderer.Render(file, header, plan, cancellationToken), null);
        }
        catch (ImageFormatException corrupt)
        {
            return (null, null, Decoding.Corrupt(corrupt));
        }
    }

    private async Task<ImageOutcome?> WriteAsync(
        ImageSource source, RenderedImage image, long manifestGeneration, EventCause cause,
        CancellationToken cancellationToken)
    {
        var written = new List<ImageVariant>();
        foreach (var variant in image.Variants)
        {
            if (await variants.WriteAsync(source, variant, cancellationToken) is not { } found)
            {
                return new ImageOutcome.Stale();
            }
            written.Add(found);
        }
        var manifest = new Manifest(source, written, image.ThumbHash);
        if (!await variants.WriteManifestAsync(manifest, manifestGeneration, cancellationToken))
        {
            return null;
        }
        await AnnounceAsync(manifest, cause, cancellationToken);
        return new ImageOutcome.Processed(manifest);
    }

    private Task AnnounceAsync(Manifest manifest, EventCause cause, CancellationToken cancellationToken) =>
        events.PublishAsync(
            ImageEvents.Processed(manifest, options.VariantsBucket).Seal(EventSource, cause, clock.GetUtcNow()),
            cancellationToken);

    private async Task<ImageOutcome> FailAsync(
        ImageOriginal original, ImageFault fault, EventCause cause, CancellationToken cancellationToken)
    {
        CloudEvent failed = ImageEvents.Failed(original, fault).Seal(EventSource, cause, clock.GetUtcNow());
        await events.PublishAsync(failed, cancellationToken);
        return new ImageOutcome.Failed(fault);
    }
}
