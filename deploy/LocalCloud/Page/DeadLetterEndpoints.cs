using Shop.LocalCloud.Replay;
using Shop.LocalCloud.Storage;
using Shop.LocalCloud.Storage.Http;

namespace Shop.LocalCloud.Page;

/// <summary>What the page needs to list, show and replay dead letters.</summary>
internal static class DeadLetterEndpoints
{
    public static IServiceCollection AddDeadLetters(this IServiceCollection services) => services
        .AddSingleton<DeadLetterBucket>()
        .AddSingleton<LetterReplay>();

    public static void MapDeadLetters(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/_/dead-letters", context => AnswerAsync(context, () =>
        {
            OwnPage.CheckReading(context.Request);
            return Answers.WriteAsync(context, Letters(context).List(), LetterJson.Default.LetterList);
        }));
        routes.MapGet("/_/dead-letters/letter", context => AnswerAsync(context, () =>
        {
            OwnPage.CheckReading(context.Request);
            var (name, generation) = Target(context.Request);
            var content = LetterContent.Of(Letters(context).Get(name, generation).Letter);
            return Answers.WriteAsync(context, content, LetterJson.Default.LetterContent);
        }));
        routes.MapPost("/_/dead-letters/replay", context => AnswerAsync(context, async () =>
        {
            OwnPage.CheckChanging(context.Request);
            var (name, generation) = Target(context.Request);
            var replayed = await context.RequestServices.GetRequiredService<LetterReplay>()
                .ReplayAsync(name, generation, context.Request.Origin(), context.RequestAborted);
            await Answers.WriteAsync(context, replayed, LetterJson.Default.Replayed);
        }));
    }

    private static DeadLetterBucket Letters(HttpContext context) =>
        context.RequestServices.GetRequiredService<DeadLetterBucket>();

    // The generation too: what is replayed or shown is what somebody has looked at.
    private static (string Name, long Generation) Target(HttpRequest request) => (
        request.Query.Text("object") ?? throw RefusedRequestException.Required("object"),
        request.Query.Number("generation") ?? throw RefusedRequestException.Required("generation"));

    private static async Task AnswerAsync(HttpContext context, Func<Task> answer)
    {
        WebPage.Secure(context.Response);
        try
        {
            await answer();
        }
        catch (RefusedRequestException refusal)
        {
            await Answers.WriteErrorAsync(context, refusal);
        }
        catch (IOException fault) when (!context.Response.HasStarted)
        {
            await Answers.WriteErrorAsync(
                context, new RefusedRequestException(503, "backendError", fault.Message));
        }
    }
}
