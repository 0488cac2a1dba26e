using Google.Apis.Auth.OAuth2;
using Google.Cloud.PubSub.V1;

namespace Shop.Tests.PubSubClient;

/// <summary>
/// Publishes one message as production does: over TLS, as somebody. In a process of its own, because which
/// certificates are trusted is decided by the environment that a process starts with.
/// </summary>
internal static class PublishOverTls
{
    private static async Task Main(string[] arguments)
    {
        await using var publisher = await new PublisherClientBuilder
        {
            TopicName = ScriptedServer.Topic,
            Endpoint = arguments[0],
            GoogleCredential = GoogleCredential.FromAccessToken(
                arguments[1]).CreateWithQuotaProject("billed"),
        }.BuildAsync();
        await Console.Out.WriteAsync(await publisher.PublishAsync("a"));
    }
}
