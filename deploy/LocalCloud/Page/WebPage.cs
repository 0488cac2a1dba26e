using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Shop.LocalCloud.Feed;
using Shop.LocalCloud.Hosting;
using Shop.Topology;

namespace Shop.LocalCloud.Page;

/// <summary>
/// The web page of the local cloud, and what it asks for that is not Cloud Storage.
/// </summary>
internal static class WebPage
{
    // Names of buckets and objects come from anybody who can write to storage. The page shows them as text
    // only; with this policy a mistake there still runs nothing and sends nothing elsewhere.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    private static readonly (string Path, string File, string ContentType)[] _files =
    [
        ("/", "index.html", "text/html; charset=utf-8"),
        .. new[] { "page.css", "letters.css", "sign-in.css", "stories.css" }
            .Select(file => ("/_/" + file, file, "text/css; charset=utf-8")),
        .. new[]
            {
                "elements.js", "events.js", "functions.js", "letters.js", "objects.js", "page.js",
                "stories.js", "storyview.js", "timebar.js", "uploads.js",
            }
            .Select(file => ("/_/" + file, file, "text/javascript; charset=utf-8")),
    ];

    public static void MapWebPage(this IEndpointRouteBuilder routes)
    {
        foreach (var (path, file, contentType) in _files)
        {
            var bytes = Embedded(file);
            routes.MapGet(path, (HttpContext context) =>
            {
                Secure(context.Response);
                return Results.Bytes(bytes, contentType);
            });
        }
        routes.MapGet("/_/functions", (HttpContext context, FunctionStates states) =>
        {
            Secure(context.Response);
            return Results.Json(states.All, PageJson.Default.IReadOnlyListFunctionStatus);
        });
        routes.MapGet("/_/suite", (HttpContext context, SuiteTopology topology) =>
        {
            Secure(context.Response);
            return Results.Json(SuiteView.Of(topology), PageJson.Default.SuiteView);
        });
        routes.MapGet("/_/events", StreamAsync);
        routes.MapDeadLetters();
    }

    /// <summary>
    /// Objects are served at the page's own address, with the type that their writer claimed. An HTML object
    /// opened in a browser must run nothing there; the page's own answers replace this policy.
    /// </summary>
    public static void UseSandbox(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.Headers.ContentSecurityPolicy = "sandbox";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return next(context);
    });

    private static async Task StreamAsync(
        HttpContext context, EventFeed feed, IHostApplicationLifetime lifetime)
    {
        // A browser never closes the stream by itself; the server must, or it could not end.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, lifetime.ApplicationStopping);
        Secure(context.Response);
        context.Response.ContentType = "text/event-stream";
        try
        {
            // The browser learns that it is connected, even while nothing happens.
            await context.Response.StartAsync(end.Token);
            await context.Response.Body.FlushAsync(end.Token);
            await SseFormatter.WriteAsync(
                ItemsAsync(feed, LastSeen(context.Request), end.Token),
                context.Response.Body,
                static (item, writer) =>
                {
                    using var json = new Utf8JsonWriter(writer);
                    JsonSerializer.Serialize(json, item.Data, PageJson.Default.FeedEntry);
                },
                end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The reader has gone, or the suite ends.
        }
    }

    private static async IAsyncEnumerable<SseItem<FeedEntry>> ItemsAsync(
        EventFeed feed, long after, [EnumeratorCancellation] CancellationToken end)
    {
        await foreach (var entry in feed.FollowAsync(after, end))
        {
            yield return new SseItem<FeedEntry>(entry)
            {
                EventId = entry.Number.ToString(CultureInfo.InvariantCulture),
            };
        }
    }

    private static long LastSeen(HttpRequest request) =>
        long.TryParse(
            request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;

    internal static void Secure(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // The next build's page is served at the same address.
        headers.CacheControl = "no-store";
    }

    internal static byte[] Embedded(string file)
    {
        using var stream = typeof(WebPage).Assembly.GetManifestResourceStream("Page/" + file)
            ?? throw new InvalidOperationException($"the page's {file} is not part of the program");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}

/// <summary>What the page needs to know of the suite before anything has happened.</summary>
/// <param name="Project">The project whose buckets it lists.</param>
/// <param name="Buckets">Real names of the topology's buckets, in its order.</param>
/// <param name="UploadBuckets">Real names of the buckets whose new objects call a function.</param>
/// <param name="DeadLetterTopics">Ids of the topics for what could not be handled.</param>
internal sealed record SuiteView(
    string Project,
    IReadOnlyList<string> Buckets,
    IReadOnlyList<string> UploadBuckets,
    IReadOnlyList<string> DeadLetterTopics)
{
    public static SuiteView Of(SuiteTopology topology) => new(
        ResourceNames.Local.ProjectId,
        [.. topology.Buckets.Select(bucket => ResourceNames.Local.Bucket(bucket.Name))],
        [.. topology.Functions
            .Select(function => function.Trigger?.Bucket)
            .OfType<string>()
            .Distinct()
            .Select(ResourceNames.Local.Bucket)],
        [.. topology.Subscriptions
            .Select(subscription => subscription.DeadLetters?.Topic)
            .OfType<string>()
            .Distinct()]);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<FunctionStatus>))]
[JsonSerializable(typeof(FeedEntry))]
[JsonSerializable(typeof(SuiteView))]
internal sealed partial class PageJson : JsonSerializerContext;
