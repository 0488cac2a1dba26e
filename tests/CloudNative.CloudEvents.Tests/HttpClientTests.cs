using System.Net.Http.Headers;
using System.Text.Json;
using CloudNative.CloudEvents.Http;
using CloudNative.CloudEvents.SystemTextJson;

namespace CloudNative.CloudEvents.Tests;

public class HttpClientTests
{
    private static readonly JsonEventFormatter s_formatter = new();

    [Theory]
    [InlineData(ContentMode.Binary, "application/json")]
    [InlineData(ContentMode.Structured, "application/cloudevents+json; charset=utf-8")]
    public async Task Content_RoundTrips(ContentMode mode, string contentType)
    {
        var cloudEvent = Events.Minimal();
        cloudEvent.Subject = "50% \"off\"";
        cloudEvent.Data = new { A = 1 };

        using var request = new HttpRequestMessage { Content = cloudEvent.ToHttpContent(mode, s_formatter) };

        Assert.Equal(contentType, request.Content.Headers.ContentType?.ToString());
        Assert.Equal("50%25%20%22off%22", Assert.Single(request.Content.Headers.GetValues("ce-subject")));
        Assert.True(request.IsCloudEvent());
        Assert.False(request.IsCloudEventBatch());
        var read = await request.ToCloudEventAsync(s_formatter);
        Assert.Equal(cloudEvent.Subject, read.Subject);
        Assert.Equal(1, Assert.IsType<JsonElement>(read.Data).GetProperty("A").GetInt32());
    }

    [Fact]
    public async Task Batch_RoundTrips()
    {
        using var response = new HttpResponseMessage
        {
            Content = new[] { Events.Minimal(), Events.Minimal() }.ToHttpContent(s_formatter),
        };

        Assert.True(response.IsCloudEventBatch());
        Assert.False(response.IsCloudEvent());
        Assert.Equal(2, (await response.ToCloudEventBatchAsync(s_formatter)).Count);
    }

    [Fact]
    public async Task MessageThatIsNoEvent_Throws()
    {
        using var request = new HttpRequestMessage { Content = new StringContent("{}") };
        await Assert.ThrowsAsync<ArgumentException>(() => request.ToCloudEventAsync(s_formatter));
        await Assert.ThrowsAsync<ArgumentException>(() => request.ToCloudEventBatchAsync(s_formatter));

        request.Headers.Add("ce-specversion", "0.3");
        await Assert.ThrowsAsync<ArgumentException>(() => request.ToCloudEventAsync(s_formatter));
    }

    [Fact]
    public async Task AttributesMayComeAsMessageHeaders()
    {
        using var response = new HttpResponseMessage { Content = new ByteArrayContent([1]) };
        response.Content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        response.Headers.Add("ce-specversion", "1.0");
        response.Headers.Add("CE-ID", "1");
        response.Headers.Add("ce-source", "//tests");
        response.Headers.Add("ce-type", "shop.tested.v1");

        var cloudEvent = await response.ToCloudEventAsync(s_formatter);

        Assert.Equal("image/png", cloudEvent.DataContentType);
        Assert.Equal(new byte[] { 1 }, cloudEvent.Data);
    }

    [Fact]
    public void BytesWithoutContentType_HaveNoBinaryMode()
    {
        var cloudEvent = Events.Minimal();
        cloudEvent.Data = new byte[] { 1 };

        Assert.Throws<ArgumentException>(() => cloudEvent.ToHttpContent(ContentMode.Binary, s_formatter));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => cloudEvent.ToHttpContent((ContentMode)9, s_formatter));
    }
}
