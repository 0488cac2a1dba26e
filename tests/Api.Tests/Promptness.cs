using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Shop.Contracts;
using Shop.Documents;
using Shop.Testing;

namespace Shop.Api.Tests;

/// <summary>A store that hangs hangs nobody who waits for an answer.</summary>
public sealed class Promptness
{
    private const string TwoMugs = """{"lines":[{"sku":"mug","quantity":2}]}""";

    private static readonly DocumentName _name = new("orders/1");

    [Fact]
    public async Task ReadThatHangs_IsTroubleOfTheStoreAfterItsTime()
    {
        var clock = new FakeClock();
        var store = new HangingReads(new InMemoryDocumentStore());
        using var prompt = new PromptReads(store, clock);
        var get = prompt.GetManyAsync([_name], CancellationToken.None);
        var list = prompt.ListAsync(new CollectionName("orders"), 1, null, CancellationToken.None);

        clock.Advance(PromptReads.ReadMax - TimeSpan.FromMilliseconds(1));
        Assert.False(get.IsCompleted || list.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("DEADLINE_EXCEEDED", (await Assert.ThrowsAsync<DocumentStoreException>(() => get)).Status);
        Assert.Equal("DEADLINE_EXCEEDED", (await Assert.ThrowsAsync<DocumentStoreException>(() => list)).Status);
    }

    [Fact]
    public async Task ReadThatNobodyWaitsFor_IsNoTrouble()
    {
        using var gone = new CancellationTokenSource();
        using var prompt = new PromptReads(new HangingReads(new InMemoryDocumentStore()), new FakeClock());
        var get = prompt.GetManyAsync([_name], gone.Token);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => get);
    }

    [Theory]
    [InlineData("/v1/orders")]
    [InlineData("/v1/orders/019a9e3f-8a2b-7c3d-9e4f-0123456789ab")]
    [InlineData("/v1/orders/019a9e3f-8a2b-7c3d-9e4f-0123456789ab/events")]
    [InlineData("/v1/orders/019a9e3f-8a2b-7c3d-9e4f-0123456789ab/stream")]
    [InlineData("/v1/inventory")]
    [InlineData("/v1/inventory/mug")]
    [InlineData("/v1/images/9f86d081884c7d659a2feaa0c55ad015")]
    [InlineData("/v1/images/9f86d081884c7d659a2feaa0c55ad015/display")]
    [InlineData("/v1/images/9f86d081884c7d659a2feaa0c55ad015/stream")]
    public async Task EveryRead_Is503WhereTheStoreHangs(string path)
    {
        var clock = new ImpatientClock();
        var store = new HangingReads(new InMemoryDocumentStore());
        await using var api = await ApiServer.StartAsync(services => services
            .Replace(ServiceDescriptor.Singleton<IDocumentStore>(new PromptReads(store, clock))));
        var asked = api.SendAsync("GET", path);

        await store.Begun;
        clock.Advance(PromptReads.ReadMax);

        var answer = await asked;
        Assert.Equal("503 unavailable", answer.ToString());
        Assert.True(answer.Headers.ContainsKey("Retry-After"));
    }

    [Theory]
    [InlineData("wait=5", 5)]
    [InlineData("wait=30", 30)]
    public async Task ReadModelThatHangsWhileWaiting_LeavesThePromise(string prefer, int seconds)
    {
        HangingReads? store = null;
        await using var api = await ApiServer.StartAsync(services => services.Replace(
            ServiceDescriptor.Singleton<IDocumentStore>(store = new HangingReads(new InMemoryDocumentStore()))));
        var asked = api.SendAsync("POST", "/v1/orders", TwoMugs, ("Prefer", prefer));

        await store!.Begun;
        api.Clock.Advance(TimeSpan.FromSeconds(seconds));

        var answer = await asked;
        Assert.Equal(202, answer.Status);
        Assert.True(OrderId.TryParse(answer.Json.GetProperty("id").GetString(), out _));
        Assert.Single(api.Bus.Published);
    }
}
