using Google.Api.Gax.Grpc;
using Google.Cloud.PubSub.V1.Transport;
using Google.Protobuf;

namespace Google.Cloud.PubSub.V1;

/// <summary>The calls of the Publisher service over a channel.</summary>
internal sealed class PublisherServiceApiClientOverGrpc(
    GrpcChannel channel, PublisherServiceApiSettings settings) : PublisherServiceApiClient, IDisposable
{
    private const string Service = "google.pubsub.v1.Publisher";

    public override Topic CreateTopic(Topic request, CallSettings callSettings = null) =>
        Wait(() => CreateTopicAsync(request, callSettings));

    public override Task<Topic> CreateTopicAsync(Topic request, CallSettings callSettings = null) =>
        CallAsync(
            "CreateTopic", request, Topic.Parser, Routing("name", request.Name),
            settings.CreateTopicSettings, callSettings);

    public override PublishResponse Publish(PublishRequest request, CallSettings callSettings = null) =>
        Wait(() => PublishAsync(request, callSettings));

    public override Task<PublishResponse> PublishAsync(
        PublishRequest request, CallSettings callSettings = null) =>
        PublishAsync(request, callSettings, compress: false);

    public override Topic GetTopic(GetTopicRequest request, CallSettings callSettings = null) =>
        Wait(() => GetTopicAsync(request, callSettings));

    public override Task<Topic> GetTopicAsync(GetTopicRequest request, CallSettings callSettings = null) =>
        CallAsync(
            "GetTopic", request, Topic.Parser, Routing("topic", request.Topic),
            settings.GetTopicSettings, callSettings);

    internal Task<PublishResponse> PublishAsync(
        PublishRequest request, CallSettings callSettings, bool compress) =>
        CallAsync(
            "Publish", request, PublishResponse.Parser, Routing("topic", request.Topic),
            settings.PublishSettings, callSettings, compress);

    public void Dispose() => channel.Dispose();

    private Task<TResponse> CallAsync<TResponse>(
        string method, IMessage request, MessageParser<TResponse> parser, string routing,
        CallSettings ofMethod, CallSettings ofCall, bool compress = false)
        where TResponse : class, IMessage<TResponse> =>
        ApiCall.InvokeAsync(
            (deadline, cancellationToken) => channel.CallAsync(
                $"{Service}/{method}", request, parser,
                new GrpcCall(routing, deadline, compress, cancellationToken)),
            CallSettings.Merge(CallSettings.Merge(settings.CallSettings, ofMethod), ofCall),
            settings);

    private static string Routing(string parameter, string value) =>
        $"{parameter}={Uri.EscapeDataString(value)}";

    // HttpClient cannot speak HTTP/2 synchronously; on another thread a caller's context cannot deadlock it.
    private static T Wait<T>(Func<Task<T>> call) => Task.Run(call).GetAwaiter().GetResult();
}
