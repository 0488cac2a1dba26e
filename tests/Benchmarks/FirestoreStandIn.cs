using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Shop.Benchmarks;

/// <summary>
/// A Firestore that knows no document and stores every commit: a peer that costs next to nothing, so that what is
/// measured is the function.
/// </summary>
internal sealed class FirestoreStandIn : IAsyncDisposable
{
    private const string Time = "2026-01-02T03:04:05.678901Z";

    private readonly WebApplication _app;
    private int _commits;

    private FirestoreStandIn(WebApplication app) => _app = app;

    /// <summary>Commits that were asked for.</summary>
    public int Commits => Volatile.Read(ref _commits);

    /// <summary>For <c>FIRESTORE_EMULATOR_HOST</c>.</summary>
    public string Host => new Uri(_app.Urls.Single()).Authority;

    public static async Task<FirestoreStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = new FirestoreStandIn(builder.Build());
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var request = (await JsonNode.ParseAsync(context.Request.Body))!;
        var method = context.Request.Path.Value!.Split(':')[^1];
        JsonNode? answer = method switch
        {
            "batchGet" => Array(request["documents"]!, name => new JsonObject
            {
                ["missing"] = name!.GetValue<string>(),
                ["readTime"] = Time,
            }),
            "commit" => new JsonObject
            {
                ["writeResults"] = Array(request["writes"]!, _ => new JsonObject { ["updateTime"] = Time }),
                ["commitTime"] = Time,
            },
            _ => null,
        };
        if (answer is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        if (method == "commit")
        {
            Interlocked.Increment(ref _commits);
        }
        context.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(context.Response.Body, answer);
    }

    private static JsonArray Array(JsonNode items, Func<JsonNode?, JsonNode> answer) =>
        new([.. items.AsArray().Select(answer)]);
}
