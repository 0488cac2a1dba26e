using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Shop.Gcloud.Tests.ControlPlane;

/// <summary>
/// The control plane of Google Cloud for one project, in memory. gcloud reaches it as its HTTP proxy, so that every
/// API keeps its own host and paths; anything else may say the API first, as
/// <c>http://127.0.0.1:port/pubsub.googleapis.com/v1/projects/p/topics</c>.
/// </summary>
internal sealed partial class StubCloud : IAsyncDisposable
{
    /// <summary>No list answers more at once, however much was asked for: clients must turn pages.</summary>
    public const int PageSizeMax = 100;

    private readonly WebApplication _server;
    private readonly Routes _routes = new();

    private StubCloud(WebApplication server, CloudState state)
    {
        (_server, State) = (server, state);
        Apis.All.AddTo(_routes, state);
    }

    public CloudState State { get; }

    public RequestLog Requests { get; } = new();

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public static async Task<StubCloud> StartAsync(string project = "shop-test", string number = "123456789012")
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Limits.MaxRequestBodySize = null)
            .UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var stub = new StubCloud(builder.Build(), new CloudState(project, number));
        stub._server.Run(stub.AnswerAsync);
        await stub._server.StartAsync();
        stub.Address = new Uri(stub._server.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.Single());
        return stub;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var content = new MemoryStream();
        await context.Request.Body.CopyToAsync(content);
        var request = Read(context, content.ToArray());
        int code;
        JsonNode? answer;
        lock (State.Gate)
        {
            var before = State.Revision;
            (code, answer) = Answer(request);
            Requests.Add(new RecordedRequest(request.Method, request.Service, "/" + request.Path,
                context.Request.QueryString.Value?.TrimStart('?') ?? "", request.Parse(), code,
                State.Revision != before, answer.DeepClone()));
        }
        context.Response.StatusCode = code;
        context.Response.ContentType = "application/json; charset=UTF-8";
        await context.Response.WriteAsync(answer.ToJsonString());
    }

    private (int Code, JsonNode Answer) Answer(ApiRequest request)
    {
        try
        {
            Apis.EnabledServices.Require(State, request.Service);
            return (200, _routes.Answer(request));
        }
        catch (Refusal refusal)
        {
            return (refusal.Code, refusal.ToJson());
        }
    }

    // A proxy is asked with the whole address. The raw text is what tells a slash from an escaped one.
    private ApiRequest Read(HttpContext context, byte[] content)
    {
        var raw = context.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?')[0];
        var said = Target().Match(raw);
        var service = Region().Replace(said.Groups["host"].Value, "");
        // A project goes by its id and by its number, and for a service account by a dash.
        var path = Project().Replace(said.Groups["path"].Value, each =>
            each.Value == State.Number || each.Value == "-" ? State.Project : each.Value);
        return new ApiRequest(State, service, context.Request.Method, path,
            context.Request.Query, content, context.Request.ContentType ?? "");
    }

    [GeneratedRegex("^(http:/)?/(?<host>[^/]+)/(?<path>.*)$")]
    private static partial Regex Target();

    [GeneratedRegex("(?<=/projects/)[^/:]+")]
    private static partial Regex Project();

    [GeneratedRegex("^[a-z]+-[a-z]+[0-9]+-")]
    private static partial Regex Region();
}
