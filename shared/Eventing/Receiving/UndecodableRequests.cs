using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Shop.Eventing.Receiving;

/// <summary>
/// The Functions Framework answers 400 to what it cannot read as a CloudEvent. To Pub/Sub that means "again", and it
/// would come again until its subscription gives up. Here it is dead-lettered as it came, and acknowledged.
/// </summary>
internal sealed class UndecodableRequests(RequestDelegate next)
{
    // The largest message that Pub/Sub delivers, in base64 within a wrapper.
    private const long BodyBytesMax = 15_000_000;

    // Beyond this a body waits in a file while the function reads it.
    private const int BodyBytesInMemory = 128 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        var delivery = context.RequestServices.GetRequiredService<Delivery>();
        delivery.Subscription = context.Request.Headers[Delivery.SubscriptionHeader].FirstOrDefault();
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await next(context);
            return;
        }
        context.Request.EnableBuffering(BodyBytesInMemory, BodyBytesMax);
        await next(context);
        if (context.Response.StatusCode != StatusCodes.Status400BadRequest || context.Response.HasStarted)
        {
            return;
        }
        using var body = new MemoryStream();
        context.Request.Body.Position = 0;
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        await context.RequestServices.GetRequiredService<DeadLetters>().PublishRawAsync(
            body.GetBuffer().AsMemory(0, (int)body.Length), Attributes(context.Request), delivery.Subscription,
            context.RequestAborted);
        context.RequestServices.GetRequiredService<ILogger<UndecodableRequests>>()
            .Undecodable(body.Length, delivery.Subscription);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    // What was an attribute of the message arrived as a header; with these the message can be replayed as it was.
    private static Dictionary<string, string> Attributes(HttpRequest request) => request.Headers
        .Where(header => header.Key.StartsWith(PubSubBinding.AttributePrefix, StringComparison.OrdinalIgnoreCase)
            || header.Key.Equals(PubSubBinding.ContentTypeAttribute, StringComparison.OrdinalIgnoreCase))
        .ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString());
}
