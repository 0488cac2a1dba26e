using System.Globalization;
using CloudNative.CloudEvents;
using Google.Cloud.Functions.Framework;
using Google.Cloud.Functions.Hosting;
using Microsoft.Extensions.Logging;
using Shop.Eventing;

namespace Shop.ImageProcessor;

/// <summary>Called for each object that is written to the uploads bucket.</summary>
[FunctionsStartup(typeof(Startup))]
public sealed class Function(
    ImageHandler handler,
    DeadLetters deadLetters,
    ProcessorOptions options,
    TimeProvider clock,
    ILogger<Function> logger) : ICloudEventFunction
{
    public async Task HandleAsync(CloudEvent cloudEvent, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var (cause, causeFault) = EventCause.Read(cloudEvent);
        if (cause is null)
        {
            await GiveUpAsync(cloudEvent, "not-traceable", causeFault!, cancellationToken);
            return;
        }
        using var span = Telemetry.Start(Startup.FunctionName, cloudEvent.Type ?? "", cause);
        var (uploaded, fault) = UploadedObject.Read(cloudEvent);
        if (uploaded is null)
        {
            await GiveUpAsync(cloudEvent, "contract-violation", fault!, cancellationToken);
            return;
        }
        using var budget = new CancellationTokenSource(options.HandlerBudget, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellationToken);
        var outcome = await handler.HandleAsync(uploaded, cause, limit.Token);
        Report(uploaded, outcome, cause, (long)clock.GetElapsedTime(started).TotalMilliseconds);
    }

    private async Task GiveUpAsync(
        CloudEvent cloudEvent, string reason, string message, CancellationToken cancellationToken)
    {
        await deadLetters.PublishAsync(cloudEvent, reason, message, cancellationToken);
        logger.DeadLettered(AttributeText.Sentence(cloudEvent.Id ?? ""), reason, AttributeText.Sentence(message));
    }

    private void Report(UploadedObject uploaded, ImageOutcome outcome, EventCause cause, long milliseconds)
    {
        var image = $"gs://{uploaded.Original.Bucket}/{uploaded.Original.Name}";
        var generation = uploaded.Original.Generation;
        switch (outcome)
        {
            case ImageOutcome.Processed(var manifest, var deleted):
                logger.Resized(
                    image, generation, Sizes(manifest), Place(manifest), Fate(deleted), milliseconds, cause.EventId);
                break;
            case ImageOutcome.AlreadyProcessed(var manifest, var deleted):
                logger.AlreadyResized(
                    image, generation, Place(manifest), Fate(deleted), milliseconds, cause.EventId);
                break;
            case ImageOutcome.Failed { Fault: var fault }:
                logger.Failed(image, generation, fault.Reason, fault.Message, milliseconds, cause.EventId);
                break;
            case ImageOutcome.Stale:
                logger.Stale(image, generation, milliseconds, cause.EventId);
                break;
            case ImageOutcome.Unmatched:
                logger.Unmatched(image, generation, cause.EventId);
                break;
            default:
                logger.OwnOutput(image, cause.EventId);
                break;
        }
    }

    private string Place(Manifest manifest) =>
        $"gs://{options.VariantsBucket}/{Manifest.ObjectName(manifest.Source.Name)}";

    private static string Fate(bool deleted) => deleted ? "deleted" : "kept";

    private static string Sizes(Manifest manifest) => string.Create(CultureInfo.InvariantCulture,
        $"{manifest.Source.Width}x{manifest.Source.Height} {manifest.Source.ContentType} to ")
        + string.Join(", ", manifest.Variants.Select(variant => $"{variant.Name} {variant.Width}x{variant.Height}"));
}
