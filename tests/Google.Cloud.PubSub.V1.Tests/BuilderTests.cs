using Google.Api.Gax;
using Google.Apis.Auth.OAuth2;
using Google.Cloud.PubSub.V1;
using Grpc.Core;

namespace Shop.Tests.PubSubClient;

/// <summary>
/// The only tests that touch the process's environment, so they follow each other in one class.
/// </summary>
public sealed class BuilderTests : IDisposable
{
    private const string Variable = "PUBSUB_EMULATOR_HOST";

    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);

    public void Dispose() => Environment.SetEnvironmentVariable(Variable, _before);

    [Fact]
    public void NoTopic_IsRefused() =>
        Assert.Throws<InvalidOperationException>(
            () => new PublisherClientBuilder { ChannelCredentials = ChannelCredentials.Insecure }.Build());

    [Fact]
    public void TwoCredentials_AreRefused() =>
        Assert.Throws<InvalidOperationException>(() => new PublisherClientBuilder
        {
            TopicName = ScriptedServer.Topic,
            ChannelCredentials = ChannelCredentials.Insecure,
            GoogleCredential = GoogleCredential.FromAccessToken("token"),
        }.Build());

    [Theory]
    [InlineData(0)]
    [InlineData(257)]
    public void ClientCountOutOfRange_IsRefused(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PublisherClientBuilder { ClientCount = count });

    [Fact]
    public void Detection_IsOffUnlessAskedFor() =>
        Assert.Equal(EmulatorDetection.None, new PublisherClientBuilder().EmulatorDetection);

    [Fact]
    public void UnknownDetection_IsRefused() =>
        Assert.Throws<ArgumentException>(
            () => new PublisherClientBuilder { EmulatorDetection = (EmulatorDetection)17 });

    [Fact]
    public void EmulatorOnlyWithoutVariable_IsRefused()
    {
        Environment.SetEnvironmentVariable(Variable, " ");

        var failure = Assert.Throws<InvalidOperationException>(Builder(EmulatorDetection.EmulatorOnly).Build);

        Assert.Contains(Variable, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EmulatorOnlyWithEndpoint_IsRefused()
    {
        Environment.SetEnvironmentVariable(Variable, "127.0.0.1:1");
        var builder = Builder(EmulatorDetection.EmulatorOnly);
        builder.Endpoint = "127.0.0.1:2";

        var failure = Assert.Throws<InvalidOperationException>(builder.Build);

        Assert.Contains("Endpoint", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ProductionOnlyWithVariable_IsRefused()
    {
        Environment.SetEnvironmentVariable(Variable, "127.0.0.1:1");

        Assert.Throws<InvalidOperationException>(Builder(EmulatorDetection.ProductionOnly).Build);
    }

    [Theory]
    [InlineData(EmulatorDetection.EmulatorOrProduction)]
    [InlineData(EmulatorDetection.EmulatorOnly)]
    public async Task Variable_LeadsToTheEmulator(EmulatorDetection detection)
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Ids("5"));
        Environment.SetEnvironmentVariable(Variable, server.Endpoint);
        await using var publisher = await Builder(detection).BuildAsync();

        Assert.Equal("5", await publisher.PublishAsync("a"));
    }

    [Fact]
    public async Task VariableWithoutDetection_IsIgnored()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Ids("5"));
        Environment.SetEnvironmentVariable(Variable, "127.0.0.1:1");
        await using var publisher = await server.Publisher().BuildAsync();

        Assert.Equal("5", await publisher.PublishAsync("a"));
    }

    private static PublisherClientBuilder Builder(EmulatorDetection detection) =>
        new() { TopicName = ScriptedServer.Topic, EmulatorDetection = detection };
}
