using Shop.Api.Tests.Images;

namespace Shop.Api.Tests.Streams;

public sealed class ImageStreams
{
    [Theory]
    [InlineData(true, "processed")]
    [InlineData(false, "failed")]
    public async Task Image_IsToldFromAcceptedToItsEnd(bool succeeds, string status)
    {
        var clock = new PollClock();
        await using var server = await ImageServer.StartAsync(clock);
        var opened = await server.OpenAsync("cat.jpg", "image/jpeg", 5);
        var path = opened.Headers["Location"] + "/stream";
        using var stream = await EventSource.OpenAsync(server.Api, path);

        var before = await stream.NextAsync(2);
        await server.ShowAsync(succeeds
            ? server.Processed(opened, await server.WriteVariantAsync("thumbnail", "small cat"))
                : server.Failed(opened));
        await clock.PassAsync();
        var after = await stream.ToEndAsync();
        using var again = await EventSource.OpenAsync(server.Api, path, after[^1].Id);

        Assert.Equal(("image", "accepted"), (before[1].Name, before[1].Of("status")));
        Assert.Equal(["image", "end"], after.Select(told => told.Name));
        Assert.All(after, told => Assert.Equal(status, told.Of("status")));
        Assert.Equal(204, again.Status);
    }

    [Fact]
    public async Task FailedImageThatIsProcessedAfterAll_IsToldToWhoComesBack()
    {
        await using var server = await ImageServer.StartAsync();
        var opened = await server.OpenAsync("cat.jpg", "image/jpeg", 5);
        var path = opened.Headers["Location"] + "/stream";
        await server.ShowAsync(server.Failed(opened));
        using var first = await EventSource.OpenAsync(server.Api, path);
        var end = (await first.ToEndAsync())[^1].Id;

        await server.ShowAsync(server.Processed(opened));
        using var again = await EventSource.OpenAsync(server.Api, path, end);

        Assert.Equal("processed", (await again.ToEndAsync())[^1].Of("status"));
    }
}
