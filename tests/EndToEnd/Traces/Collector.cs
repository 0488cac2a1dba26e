using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using Google.Protobuf;

namespace Shop.EndToEnd.Traces;

/// <summary>A span, as far as these tests look at it.</summary>
internal sealed record Span(string Service, string TraceId, string Name);

/// <summary>
/// Stands in for an OpenTelemetry collector: takes traces by OTLP over HTTP, in protobuf, and notes who else calls.
/// </summary>
internal sealed class Collector : IAsyncDisposable
{
    // https://github.com/open-telemetry/opentelemetry-proto: the numbers of the fields on the way to a span.
    private const int ResourceSpans = 1, Resource = 1, ScopeSpans = 2, Spans = 2, TraceId = 1, SpanName = 5;
    private const int Attributes = 1, Key = 1, Value = 2, StringValue = 1;

    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public Collector()
    {
        Endpoint = new Uri($"http://127.0.0.1:{GoogleEmulator.FreePort()}/");
        _listener.Prefixes.Add(Endpoint.ToString());
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Endpoint { get; }

    public Channel<Span> Received { get; } = Channel.CreateUnbounded<Span>();

    /// <summary>What was posted to, for example <c>/v1/metrics</c>.</summary>
    public ConcurrentDictionary<string, int> Paths { get; } = [];

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            var path = context.Request.Url!.AbsolutePath;
            Paths.AddOrUpdate(path, 1, (_, times) => times + 1);
            if (path == "/v1/traces")
            {
                Read(body.ToArray());
            }
            context.Response.StatusCode = 200;
            context.Response.Close();
        }
    }

    private void Read(byte[] request)
    {
        foreach (var resource in Fields(request, ResourceSpans))
        {
            var service = Fields(resource, Resource).SelectMany(each => Fields(each, Attributes))
                .Where(attribute => Text(attribute, Key) == "service.name")
                .Select(attribute => Text(Fields(attribute, Value).Single(), StringValue)).Single();
            foreach (var span in Fields(resource, ScopeSpans).SelectMany(scope => Fields(scope, Spans)))
            {
                Received.Writer.TryWrite(new Span(
                    service, Convert.ToHexStringLower(Fields(span, TraceId).Single()), Text(span, SpanName)));
            }
        }
    }

    private static string Text(byte[] message, int field) =>
        System.Text.Encoding.UTF8.GetString(Fields(message, field).Single());

    // Everything that is read here is of the wire type "length-delimited".
    private static List<byte[]> Fields(byte[] message, int field)
    {
        var found = new List<byte[]>();
        var input = new CodedInputStream(message);
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) == field)
            {
                found.Add(input.ReadBytes().ToByteArray());
            }
            else
            {
                input.SkipLastField();
            }
        }
        return found;
    }
}
