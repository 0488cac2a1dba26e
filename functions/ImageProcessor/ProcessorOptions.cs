using Google.Cloud.PubSub.V1;
using Microsoft.Extensions.Configuration;
using Shop.Eventing;
using Shop.ImageProcessor.Rules;

namespace Shop.ImageProcessor;

/// <summary>What becomes of an original.</summary>
public enum DeleteOriginal
{
    /// <summary>It stays.</summary>
    Never,

    /// <summary>It is deleted once its variants are announced; never when something failed.</summary>
    OnSuccess,
}

/// <summary>How this function is configured, by environment variables.</summary>
/// <param name="VariantsBucket"><c>VARIANTS_BUCKET</c>: another bucket than the one that triggers the function.</param>
/// <param name="ImagesTopic"><c>IMAGES_TOPIC</c>: <c>projects/P/topics/T</c>, where image events go.</param>
/// <param name="DeadLettersTopic"><c>DEAD_LETTERS_TOPIC</c>: where events go that can never be handled.</param>
/// <param name="BytesMax"><c>BYTES_MAX</c>: larger originals fail.</param>
/// <param name="PixelsMax"><c>PIXELS_MAX</c>: originals of more pixels, width times height, fail.</param>
/// <param name="HandlerBudget"><c>HANDLER_BUDGET_SECONDS</c>: below the function's timeout.</param>
/// <param name="Rules"><c>IMAGE_RULES</c>: what images get, by their names.</param>
/// <param name="DeleteOriginal"><c>DELETE_ORIGINAL</c>: what becomes of an original whose variants are there.</param>
public sealed record ProcessorOptions(
    string VariantsBucket,
    TopicName ImagesTopic,
    TopicName DeadLettersTopic,
    long BytesMax,
    long PixelsMax,
    TimeSpan HandlerBudget,
    ImageRules Rules,
    DeleteOriginal DeleteOriginal)
{
    // Photos of phones and cameras stay below; an instance of 512 MB holds several of this size.
    private const long BytesMaxDefault = 50_000_000;

    // Cameras of today give 24 to 48 megapixels.
    private const long PixelsMaxDefault = 50_000_000;

    // The platform does not stop code that runs past the function's timeout (300 s in the topology): left alone, it
    // would work beside its own redelivery.
    private const long HandlerBudgetSecondsDefault = 240;
    private const long HandlerBudgetSecondsMax = 530;

    // A buffer in memory cannot be larger.
    private const long BytesMaxBound = 1_000_000_000;
    private const long PixelsMaxBound = 500_000_000;

    /// <exception cref="InvalidOperationException">The message lists every fault, by name.</exception>
    public static ProcessorOptions Read(IConfiguration configuration)
    {
        var settings = new Settings(configuration);
        var ruleFaults = new List<string>();
        var options = new ProcessorOptions(
            settings.Required("VARIANTS_BUCKET", "the bucket that variants are written to"),
            settings.Topic("IMAGES_TOPIC"),
            settings.Topic("DEAD_LETTERS_TOPIC"),
            settings.Number("BYTES_MAX", BytesMaxDefault, BytesMaxBound),
            settings.Number("PIXELS_MAX", PixelsMaxDefault, PixelsMaxBound),
            TimeSpan.FromSeconds(
                settings.Number("HANDLER_BUDGET_SECONDS", HandlerBudgetSecondsDefault, HandlerBudgetSecondsMax)),
            settings.Optional(RulesReader.Variable) is { } rules ? RulesReader.Read(rules, ruleFaults) : ImageRules.Default,
            ReadDeleteOriginal(settings));
        ruleFaults.ForEach(settings.Fault);
        settings.ThrowIfFaulty();
        return options;
    }

    private static DeleteOriginal ReadDeleteOriginal(Settings settings)
    {
        const string name = "DELETE_ORIGINAL", never = "never", onSuccess = "on-success";
        switch (settings.Optional(name))
        {
            case null or never:
                return DeleteOriginal.Never;
            case onSuccess:
                return DeleteOriginal.OnSuccess;
            case var text:
                settings.Fault($"{name} is '{text}'; it must be {never} or {onSuccess}");
                return DeleteOriginal.Never;
        }
    }
}
