using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shop.Documents.Firestore;

namespace Shop.Documents.Tests.Firestore;

/// <summary>
/// A server on loopback that gives one prepared answer to each request, in order, and keeps the requests. A
/// request beyond the script is answered 501, which nobody retries.
/// </summary>
internal sealed class ScriptedFirestore : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Queue<Func<HttpContext, Task>> _script = new();
    private readonly List<ReceivedRequest> _requests = [];
    private readonly Lock _gate = new();

    private ScriptedFirestore(WebApplication application)
    {
        _application = application;
        _application.Run(AnswerAsync);
    }

    public Uri Address { get; private set; } = null!;

    public ImpatientClock Clock { get; } = new();

    public IReadOnlyList<ReceivedRequest> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    public static async Task<ScriptedFirestore> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ScriptedFirestore(builder.Build());
        await server._application.StartAsync();
        server.Address = new Uri(server._application.Services.GetRequiredService<IServer>()
            .Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());
        return server;
    }

    public FirestoreDocumentStore Store(TimeProvider? time = null) =>
        new(new FirestoreOptions("p") { EmulatorHost = Address.Authority }, time: time ?? Clock);

    public ScriptedFirestore Then(Func<HttpContext, Task> answer)
    {
        lock (_gate)
        {
            _script.Enqueue(answer);
        }
        return this;
    }

    public ScriptedFirestore Then(int code, string body) => Then(context =>
    {
        context.Response.StatusCode = code;
        return context.Response.WriteAsync(body);
    });

    public ScriptedFirestore ThenFault(int code, string status, string message = "told to") => Then(
        code, $$$"""{"error":{"code":{{{code}}},"message":"{{{message}}}","status":"{{{status}}}"}}""");

    /// <summary>Takes the request, then closes the connection without a word.</summary>
    public ScriptedFirestore ThenCut() => Then(context =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = new ReceivedRequest(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            context.Request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync());
        Func<HttpContext, Task>? answer;
        lock (_gate)
        {
            _requests.Add(request);
            _script.TryDequeue(out answer);
        }
        context.Response.StatusCode = answer is null ? StatusCodes.Status501NotImplemented : StatusCodes.Status200OK;
        await (answer?.Invoke(context) ?? Task.CompletedTask);
    }
}

internal sealed record ReceivedRequest(
    string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body);
