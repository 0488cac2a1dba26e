using System.Text;
using Shop.Eventing.Filing;

namespace Shop.DeadLetters.Tests;

public sealed class Requests
{
    [Theory]
    [InlineData("no JSON")]
    [InlineData("")]
    [InlineData("[1,2]")]
    [InlineData("""{"message": 7}""")]
    [InlineData("""{"message": {"data": "*"}}""")]
    [InlineData("""{"message": {"data": "", "attributes": {"a": 7}}}""")]
    [InlineData("""{"message": {"data": "", "attributes": [7]}}""")]
    [InlineData("""{"message": {"data": "", "publishTime": "yesterday"}}""")]
    [InlineData("""{"message": {"data": "", "attributes": {"a": "\ud800"}}}""")]
    public async Task GarbageBody_IsFiledAsItCame(string body)
    {
        await using var server = await LettersServer.StartAsync();

        Assert.Equal(204, await server.PostAsync(Encoding.UTF8.GetBytes(body), "text/odd"));
        Assert.Equal(204, await server.PostAsync(Encoding.UTF8.GetBytes(body), "text/odd"));

        Assert.Equal(FiledDeadLetter.Undecodable, server.Letter.Reason);
        Assert.Equal(body, Encoding.UTF8.GetString(server.Letter.Data.Span));
        Assert.Equal("text/odd", server.Letter.Replay().Attributes["content-type"]);
        Assert.StartsWith("unknown/", server.Storage.Letters.Keys.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MessageWithoutAnything_IsALetterWithoutAReason()
    {
        await using var server = await LettersServer.StartAsync();

        Assert.Equal(204, await server.PostAsync("""{"message": {"attributes": null}}"""u8.ToArray()));

        Assert.Equal(FiledDeadLetter.NotGiven, server.Letter.Reason);
        Assert.Empty(server.Letter.Attributes);
    }

    [Fact]
    public async Task StorageThatIsDown_IsRetriedUntilTheLetterIsKept()
    {
        await using var server = await LettersServer.StartAsync();
        server.Storage.FailBefore(2);
        Assert.Equal(500, await server.PushAsync(Letters.Attributes(), "{}"u8.ToArray()));
        Assert.Equal(500, await server.PushAsync(Letters.Attributes(), "{}"u8.ToArray()));
        Assert.Empty(server.Storage.Letters);

        Assert.Equal(204, await server.PushAsync(Letters.Attributes(), "{}"u8.ToArray()));

        Assert.Equal("too-old", server.Letter.Reason);
    }

    [Fact]
    public async Task StorageThatKeptItAndFailed_HasItOnce()
    {
        await using var server = await LettersServer.StartAsync();
        server.Storage.FailAfter(1);

        Assert.Equal(500, await server.PushAsync(Letters.Attributes(), "{}"u8.ToArray()));
        Assert.Equal(204, await server.PushAsync(Letters.Attributes(), "{}"u8.ToArray()));

        Assert.Equal("too-old", server.Letter.Reason);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task OtherMethod_IsRefusedWithASentence(string method)
    {
        await using var server = await LettersServer.StartAsync();

        var (status, body, allow) = await server.SendAsync(new HttpMethod(method));

        Assert.Equal((405, "POST"), (status, allow));
        Assert.Equal("Dead letters are pushed here by POST, nothing else.", body);
        Assert.Empty(server.Storage.Letters);
    }

    [Fact]
    public async Task BodyThatNoPushHas_IsRefused()
    {
        await using var server = await LettersServer.StartAsync();

        Assert.Equal(413, await server.PostAsync(new byte[15_000_001]));
        Assert.Equal(204, await server.PostAsync(new byte[15_000_000]));
        Assert.Single(server.Storage.Letters);
    }

    [Fact]
    public async Task Payload_IsNeverLogged()
    {
        await using var server = await LettersServer.StartAsync();

        await server.PushAsync(Letters.Attributes(), "secret"u8.ToArray());
        await server.PostAsync("secret"u8.ToArray());

        Assert.Equal(2, server.Lines.Count);
        Assert.All(server.Lines, line => Assert.DoesNotContain("secret", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task BucketThatIsNotNamed_EndsTheStart()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => LettersServer.StartAsync(bucket: null));

        Assert.Contains("DEAD_LETTERS_BUCKET is not set", fault.Message, StringComparison.Ordinal);
    }
}
