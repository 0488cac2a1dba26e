using Google.Cloud.Functions.Framework;
using Google.Cloud.Functions.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Shop.Eventing;
using Shop.Eventing.Filing;

namespace Shop.DeadLetters;

/// <summary>
/// Files every message that nobody could handle. It takes any bytes, and acknowledges nothing that is not stored. Its
/// own subscription pushes wrapped, and has no dead-letter topic: there is nowhere further to go, so it is tried until
/// it is filed, for as long as Pub/Sub keeps it.
/// </summary>
[FunctionsStartup(typeof(Startup))]
public sealed class Function(ILetterStorage storage, TimeProvider clock, ILogger<Function> logger) : IHttpFunction
{
    public async Task HandleAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = HttpMethods.Post;
            await AnswerAsync(
                context, StatusCodes.Status405MethodNotAllowed, "Dead letters are pushed here by POST, nothing else.");
            return;
        }
        if (await RequestBody.ReadAsync(context.Request, context.RequestAborted) is not { } body)
        {
            await AnswerAsync(
                context,
                StatusCodes.Status413PayloadTooLarge,
                $"No push of a Pub/Sub message has over {RequestBody.BytesMax} bytes.");
            return;
        }
        var now = clock.GetUtcNow();
        var letter = PushedMessage.Read(body) is { } pushed
            ? FiledDeadLetter.Of(pushed, now)
            : FiledDeadLetter.OfRequest(body, context.Request.ContentType, now);
        var name = DeadLetterName.Of(letter);
        var isNew = await storage.PutAsync(name, letter.Write(), LetterMetadata.Of(letter), context.RequestAborted);
        Report(letter, name, isNew);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private void Report(FiledDeadLetter letter, string name, bool isNew)
    {
        var (reason, type, origin) = LetterMetadata.Summary(letter);
        if (isNew)
        {
            logger.Filed(type, origin, reason, name, AttributeText.Sentence(letter.MessageId ?? ""));
        }
        else
        {
            logger.FiledBefore(type, origin, reason, name, AttributeText.Sentence(letter.MessageId ?? ""));
        }
    }

    private static async Task AnswerAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(sentence, context.RequestAborted);
    }
}
