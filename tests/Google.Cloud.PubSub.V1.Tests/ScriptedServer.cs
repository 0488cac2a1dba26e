using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Google.Cloud.PubSub.V1;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Shop.Tests.PubSubClient;

/// <summary>A gRPC server on loopback that gives the answers it was told to give, in that order.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<RequestDelegate> _answers = new();
    private readonly WebApplication _app;

    private ScriptedServer(WebApplication app) => _app = app;

    public static TopicName Topic { get; } = TopicName.FromProjectTopic("local", "orders");

    public ConcurrentQueue<ScriptedRequest> Requests { get; } = new();

    public int Port => new Uri(_app.Urls.Single()).Port;

    public string Endpoint => $"127.0.0.1:{Port}";

    public static Task<ScriptedServer> StartAsync(params RequestDelegate[] answers) =>
        StartAsync(null, answers);

    public static async Task<ScriptedServer> StartAsync(
        X509Certificate2? certificate, params RequestDelegate[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                if (certificate is not null) listen.UseHttps(certificate);
            }));
        if (certificate is not null) builder.WebHost.UseKestrelHttpsConfiguration();
        var server = new ScriptedServer(builder.Build());
        foreach (var answer in answers)
        {
            server._answers.Enqueue(answer);
        }
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        return server;
    }

    public PublisherClientBuilder Publisher(PublisherServiceApiSettings? settings = null) => new()
    {
        TopicName = Topic,
        Endpoint = Endpoint,
        ChannelCredentials = ChannelCredentials.Insecure,
        ApiSettings = settings ?? new PublisherServiceApiSettings { Scheduler = new InstantScheduler() },
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Requests.Enqueue(await ScriptedRequest.ReadAsync(context.Request));
        if (!_answers.TryDequeue(out var answer))
        {
            throw new InvalidOperationException("The script has no more answers.");
        }
        await answer(context);
    }
}

internal sealed record ScriptedRequest(string Path, IHeaderDictionary Headers, byte Compressed, byte[] Body)
{
    public PublishRequest Publish => PublishRequest.Parser.ParseFrom(Body);

    public static async Task<ScriptedRequest> ReadAsync(HttpRequest request)
    {
        using var frame = new MemoryStream();
        await request.Body.CopyToAsync(frame);
        var bytes = frame.ToArray();
        Assert.Equal(bytes.Length - 5, BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(1)));
        return new ScriptedRequest(request.Path, request.Headers, bytes[0], bytes[5..]);
    }
}

/// <summary>What a server may say.</summary>
internal static class Answer
{
    public static RequestDelegate Ids(params string[] ids) => async context =>
    {
        await WriteAsync(context, new PublishResponse { MessageIds = { ids } });
        context.Response.AppendTrailer("grpc-status", "0");
    };

    public static RequestDelegate Message(IMessage message) => async context =>
    {
        await WriteAsync(context, message);
        context.Response.AppendTrailer("grpc-status", "0");
    };

    /// <summary>Headers first, the status at the end.</summary>
    public static RequestDelegate Trailers(StatusCode code, string escapedMessage) => async context =>
    {
        context.Response.ContentType = "application/grpc";
        await context.Response.StartAsync();
        await context.Response.Body.FlushAsync();
        context.Response.AppendTrailer("grpc-status", code.ToString("D"));
        context.Response.AppendTrailer("grpc-message", escapedMessage);
    };

    /// <summary>The status in the headers, and nothing else.</summary>
    public static RequestDelegate TrailersOnly(StatusCode code, string escapedMessage = "") => context =>
    {
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = code.ToString("D");
        context.Response.Headers["grpc-message"] = escapedMessage;
        return Task.CompletedTask;
    };

    public static RequestDelegate WithoutStatus() =>
        context => WriteAsync(context, new PublishResponse { MessageIds = { "1" } });

    public static RequestDelegate Http(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    public static RequestDelegate Reset(int errorCode) => context =>
    {
        context.Features.GetRequiredFeature<IHttpResetFeature>().Reset(errorCode);
        return Task.CompletedTask;
    };

    public static RequestDelegate Never() => context => Task.Delay(Timeout.Infinite, context.RequestAborted);

    private static async Task WriteAsync(HttpContext context, IMessage message)
    {
        context.Response.ContentType = "application/grpc";
        var frame = new byte[5 + message.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), frame.Length - 5);
        message.WriteTo(frame.AsSpan(5));
        await context.Response.Body.WriteAsync(frame);
    }
}
