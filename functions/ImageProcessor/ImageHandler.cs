using Shop.Contracts;
using Shop.Eventing;
using Shop.ImageProcessor.Images;
using Shop.ImageProcessor.Rules;
using Shop.ImageProcessor.Storage;

namespace Shop.ImageProcessor;

/// <summary>
/// Makes the variants of one generation of an uploaded object. The order of work lets every step be interrupted and
/// repeated: manifest → original → variants → manifest, conditional on what was read → event → deletion of the
/// original where that is wanted, conditional on its generation.
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
        if (options.Rules.For(uploaded.Original.Name) is not { } rule)
        {
            return new ImageOutcome.Unmatched();
        }
        for (var race = 0; race < RacesMax; race++)
        {
            if (await TryHandleAsync(uploaded.Original, rule, cause, cancellationToken) is { } outcome)
            {
                return outcome;
            }
        }
        throw new IOException($"The manifest of {uploaded.Original.Name} was rewritten {RacesMax} times meanwhile.");
    }

    // Null: the manifest that was read is no longer the live one.
    private async Task<ImageOutcome?> TryHandleAsync(
        ImageOriginal original, ImageRule rule, EventCause cause, CancellationToken cancellationToken)
    {
        if (NameLimits.Check(Manifest.ObjectName(original.Name)) is { } nameFault)
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
            return new ImageOutcome.AlreadyProcessed(written, await FinishAsync(written, cause, cancellationToken));
        }
        switch (await RenderAsync(original, rule, cancellationToken))
        {
            case (_, _, { } fault):
                return await FailAsync(original, fault, cause, cancellationToken);
            case ({ } source, { } image, _):
                return await WriteAsync(source, rule, image, generation, cause, cancellationToken);
            default:
                return new ImageOutcome.Stale();
        }
    }

    private async Task<(Manifest? Manifest, long Generation)> ReadManifestAsync(
        ImageOriginal original, CancellationToken cancellationToken)
    {
        var read = await storage.ReadAsync(
            options.VariantsBucket, Manifest.ObjectName(original.Name), null, 0, Manifest.BytesMax, cancellationToken);
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
        ImageOriginal original, ImageRule rule, CancellationToken cancellationToken)
    {
        var tooLarge = new ImageFault(ImageFailureReasons.TooManyBytes, FormattableString.Invariant(
            $"The object has more than {options.BytesMax:N0} bytes, the most that are processed."));
        if (original.Bytes > options.BytesMax)
        {
            return (null, null, tooLarge);
        }
        var read = await storage.ReadAsync(
            original.Bucket, original.Name, original.Generation, original.Bytes, options.BytesMax, cancellationToken);
        return read switch
        {
            ReadResult.Found found => Render(original, rule, found.Content.Span, cancellationToken),
            ReadResult.TooLarge => (null, null, tooLarge),
            _ => (null, null, null),
        };
    }

    private (ImageSource?, RenderedImage?, ImageFault?) Render(
        ImageOriginal original, ImageRule rule, ReadOnlySpan<byte> file, CancellationToken cancellationToken)
    {
        var (header, fault) = ImageInspector.Inspect(file, options.PixelsMax);
        if (header is null)
        {
            return (null, null, fault);
        }
        var source = new ImageSource(
            original.Bucket, original.Name, original.Generation, header.ContentType, file.Length,
            header.Seen.Width, header.Seen.Height);
        var plan = RenderPlan.For(header, rule.Variants);
        var names = plan.Variants.Select(variant => VariantWriter.ObjectName(original.Name, rule, variant));
        if (NameLimits.Check(names) is { } nameFault)
        {
            return (null, null, nameFault);
        }
        var (image, decodingFault) = ImageRenderer.Render(file, header, plan, cancellationToken);
        return (source, image, decodingFault);
    }

    private async Task<ImageOutcome?> WriteAsync(
        ImageSource source, ImageRule rule, RenderedImage image, long manifestGeneration, EventCause cause,
        CancellationToken cancellationToken)
    {
        var written = new List<ImageVariant>();
        foreach (var variant in image.Variants)
        {
            if (await variants.WriteAsync(source, rule, variant, cancellationToken) is not { } found)
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
        return new ImageOutcome.Processed(manifest, await FinishAsync(manifest, cause, cancellationToken));
    }

    // Whether the original was deleted. It is the last step: whoever dies before it is delivered again, finds the
    // manifest and comes here once more. A generation that is gone or replaced needs no deletion.
    private async Task<bool> FinishAsync(Manifest manifest, EventCause cause, CancellationToken cancellationToken)
    {
        await SayAsync(ImageEvents.Processed(manifest, options.VariantsBucket), cause, cancellationToken);
        var source = manifest.Source;
        return options.DeleteOriginal == DeleteOriginal.OnSuccess
            && await storage.DeleteAsync(source.Bucket, source.Name, source.Generation, cancellationToken);
    }

    private async Task<ImageOutcome> FailAsync(
        ImageOriginal original, ImageFault fault, EventCause cause, CancellationToken cancellationToken)
    {
        await SayAsync(ImageEvents.Failed(original, fault), cause, cancellationToken);
        return new ImageOutcome.Failed(fault);
    }

    private Task SayAsync(
        (string Id, OutgoingEvent Event) said, EventCause cause, CancellationToken cancellationToken) =>
        events.PublishAsync(said.Event.Seal(said.Id, EventSource, cause, clock.GetUtcNow()), cancellationToken);
}
