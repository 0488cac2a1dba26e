using System.Globalization;
using Shop.Contracts;
using Shop.ImageProcessor.Images;
using Shop.ImageProcessor.Rules;
using Shop.ImageProcessor.Storage;

namespace Shop.ImageProcessor;

/// <summary>
/// Writes variants and manifests so that a worker that wakes up late can overwrite nothing newer: each write is
/// conditional on the generation that was looked at, and each variant says which original it was made from.
/// </summary>
public sealed class VariantWriter(IObjectStorage storage, ProcessorOptions options)
{
    private const string RecipeKey = "recipe";

    // A manifest is state: whoever reads it wants it as it is.
    private const string ManifestCacheControl = "no-cache";

    // See ImageHandler: more lost races than this are a fault.
    private const int RacesMax = 5;

    public static string ObjectName(string imageName, ImageRule rule, VariantPlan plan) =>
        rule.Output.For(imageName, plan.Spec.Name, plan.Format);

    /// <returns>The variant as it lies there; null where one of a newer original does.</returns>
    public async Task<ImageVariant?> WriteAsync(
        ImageSource source, ImageRule rule, RenderedVariant variant, CancellationToken cancellationToken)
    {
        var draft = Draft(source, rule, variant);
        for (var race = 0; race < RacesMax; race++)
        {
            var existing = await storage.FindAsync(draft.Bucket, draft.Name, cancellationToken);
            if (existing is not null && SourceGeneration(existing) > source.Generation)
            {
                return null;
            }
            // Written by an earlier or a concurrent delivery of the same event: were it replaced, a manifest that
            // names its generation would point to nothing.
            var written = existing is not null && IsSame(existing, draft)
                ? existing
                : await storage.WriteAsync(draft, existing?.Generation ?? 0, cancellationToken);
            if (written is not null)
            {
                var (plan, size) = (variant.Plan, variant.Plan.Output);
                return new ImageVariant(
                    plan.Spec.Name, written.Name, written.Generation, plan.Format.ContentType(),
                    size.Width, size.Height, written.Bytes);
            }
        }
        throw new IOException($"{draft.Name} was rewritten {RacesMax} times meanwhile.");
    }

    /// <returns>False where another manifest than the one that was read is live.</returns>
    public async Task<bool> WriteManifestAsync(
        Manifest manifest, long expectedGeneration, CancellationToken cancellationToken)
    {
        var draft = new ObjectDraft(
            options.VariantsBucket,
            Manifest.ObjectName(manifest.Source.Name),
            "application/json",
            ManifestCacheControl,
            new Dictionary<string, string> { [UploadedObject.SourceGenerationKey] = Text(manifest.Source.Generation) },
            manifest.ToUtf8Json());
        return await storage.WriteAsync(draft, expectedGeneration, cancellationToken) is not null;
    }

    private ObjectDraft Draft(ImageSource source, ImageRule rule, RenderedVariant variant) => new(
        options.VariantsBucket,
        ObjectName(source.Name, rule, variant.Plan),
        variant.Plan.Format.ContentType(),
        rule.CacheControl,
        new Dictionary<string, string>
        {
            [UploadedObject.SourceGenerationKey] = Text(source.Generation),
            [RecipeKey] = variant.Plan.Recipe,
        },
        variant.Content);

    private static bool IsSame(StoredObject existing, ObjectDraft draft) =>
        draft.Metadata.All(pair => existing.Metadata.TryGetValue(pair.Key, out var value) && value == pair.Value);

    // An object that somebody put there by hand says nothing, and is older than everything.
    private static long SourceGeneration(StoredObject existing) =>
        existing.Metadata.TryGetValue(UploadedObject.SourceGenerationKey, out var text)
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
            ? generation
            : 0;

    private static string Text(long generation) => generation.ToString(CultureInfo.InvariantCulture);
}
