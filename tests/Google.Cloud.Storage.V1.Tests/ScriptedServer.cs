using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Storage.V1.Tests;

/// <summary>
/// A server on loopback that gives one prepared answer to each request, in order, and keeps the requests. A
/// request beyond the script is answered 501, which no client retries.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Queue<Func<HttpContext, Task>> _script = new();
    private readonly List<ReceivedRequest> _requests = [];
    private readonly Lock _lock = new();

    private ScriptedServer(WebApplication application)
    {
        _application = application;
        _application.Run(AnswerAsync);
    }

    internal string Address { get; private set; } = "";

    /// <summary>Where the JSON API of this server is, as StorageClientBuilder.BaseUri wants it.</summary>
    internal string BaseUri => Address + "/storage/v1/";

    internal IReadOnlyList<ReceivedRequest> Requests
    {
        get
        {
            lock (_lock) return [.. _requests];
        }
    }

    internal static async Task<ScriptedServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ScriptedServer(builder.Build());
        await server._application.StartAsync();
        server.Address = server._application.Services.GetRequiredService<IServer>()
            .Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        return server;
    }

    internal StorageClient Client() =>
        new StorageClientBuilder { BaseUri = BaseUri, UnauthenticatedAccess = true }.Build();

    internal ScriptedServer Then(Func<HttpContext, Task> answer)
    {
        lock (_lock) _script.Enqueue(answer);
        return this;
    }

    internal ScriptedServer Then(
        int status, string json = "", params (string Name, string Value)[] headers) =>
        Then(context =>
        {
            context.Response.StatusCode = status;
            foreach (var (name, value) in headers) context.Response.Headers.Append(name, value);
            // Even an empty write is an error where a status allows no content.
            if (json.Length == 0) return Task.CompletedTask;
            context.Response.ContentType = "application/json; charset=UTF-8";
            return context.Response.WriteAsync(json);
        });

    /// <summary>Takes the request, then closes the connection without a word.</summary>
    internal ScriptedServer ThenCut() =>
        Then(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var request = await ReceivedRequest.ReadAsync(context.Request);
        Func<HttpContext, Task>? answer;
        lock (_lock)
        {
            _requests.Add(request);
            _script.TryDequeue(out answer);
        }

        if (answer is not null) await answer(context);
        else context.Response.StatusCode = StatusCodes.Status501NotImplemented;
    }
}

/// <summary>A request as it came over the wire; the target is not decoded.</summary>
internal sealed record ReceivedRequest(
    string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>Method and target, with the query in alphabetical order.</summary>
    internal string Line =>
        Target.Split('?') is [var path, var query]
            ? $"{Method} {path}?{string.Join('&', query.Split('&').Order(StringComparer.Ordinal))}"
            : $"{Method} {Target}";

    internal string? Header(string name) => Headers.GetValueOrDefault(name);

    internal static async Task<ReceivedRequest> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        var source = request.Headers.ContentEncoding == "gzip"
            ? new System.IO.Compression.GZipStream(
                request.Body, System.IO.Compression.CompressionMode.Decompress)
            : request.Body;
        await source.CopyToAsync(body);
        var headers = request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return new ReceivedRequest(request.Method, target, headers, body.ToArray());
    }
}
