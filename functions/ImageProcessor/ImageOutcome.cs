using Shop.ImageProcessor.Images;

namespace Shop.ImageProcessor;

/// <summary>What came of an uploaded object. All of these are acknowledged; what must be retried is thrown.</summary>
public abstract record ImageOutcome
{
    private ImageOutcome()
    {
    }

    /// <summary>Its variants are written and announced, and the original deleted where that is wanted.</summary>
    public sealed record Processed(Manifest Manifest, bool OriginalDeleted) : ImageOutcome;

    /// <summary>They had been written before; they were announced again, in case the first time got lost.</summary>
    public sealed record AlreadyProcessed(Manifest Manifest, bool OriginalDeleted) : ImageOutcome;

    /// <summary>It never will have variants, which was announced.</summary>
    public sealed record Failed(ImageFault Fault) : ImageOutcome;

    /// <summary>A newer generation of the object has taken its place, or it was deleted; nothing was written.</summary>
    public sealed record Stale : ImageOutcome;

    /// <summary>No rule is for images of its name; nothing was read or written.</summary>
    public sealed record Unmatched : ImageOutcome;

    /// <summary>It is a variant: handling it would make variants of variants for ever.</summary>
    public sealed record OwnOutput : ImageOutcome;
}
