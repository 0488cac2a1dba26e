using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Shop.Api.Http;

/// <summary>
/// HEAD and OPTIONS for every path. HEAD is answered as GET: Kestrel remembers the method that was sent and lets no
/// body pass. OPTIONS says what is allowed; a preflight of CORS is answered before it comes here.
/// </summary>
internal sealed class Methods(RequestDelegate next)
{
    private static readonly object _head = new();

    /// <summary>Whether only the headers of the answer will be sent: long answers can be cut short.</summary>
    public static bool IsHead(HttpContext context) => context.Items.ContainsKey(_head);

    public async Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Items[_head] = true;
            context.Request.Method = HttpMethods.Get;
        }
        await next(context);
        if (context.Response.StatusCode != StatusCodes.Status405MethodNotAllowed || context.Response.HasStarted)
        {
            return;
        }
        context.Response.Headers.Allow = Completed(context.Response.Headers.Allow);
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }

    // The routing says what it was told to answer; the two others are answered for every path.
    private static string Completed(StringValues allow)
    {
        var methods = allow.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .ToHashSet(StringComparer.Ordinal);
        if (methods.Contains(HttpMethods.Get))
        {
            methods.Add(HttpMethods.Head);
        }
        methods.Add(HttpMethods.Options);
        return string.Join(", ", methods.Order(StringComparer.Ordinal));
    }
}
