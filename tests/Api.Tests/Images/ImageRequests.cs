namespace Shop.Api.Tests.Images;

public sealed class ImageRequests
{
    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("../cat.jpg")]
    [InlineData("a/cat.jpg")]
    [InlineData("a\\cat.jpg")]
    [InlineData("cat\n.jpg")]
    [InlineData("cat\r\nX-Evil: 1")]
    [InlineData("cat\0.jpg")]
    [InlineData("cat\u0085.jpg")]
    [InlineData("cat\u2028.jpg")]
    [InlineData("cat\u007f.jpg")]
    public async Task FileNameThatIsNoName_IsRefused(string fileName)
    {
        await using var api = await ApiServer.StartAsync();

        var answer = await api.SendAsync("POST", "/v1/images", ImageServer.Request(fileName, "image/png", 1));

        Assert.Equal("422 validation-failed", answer.ToString());
        Assert.Equal(["/fileName"], Pointers(answer));
        Assert.Empty(api.Store.Documents);
    }

    [Theory]
    [InlineData("äö.jpg", 250)]
    [InlineData("x", 254)]
    public async Task LongestFileName_IsTaken(string end, int rest)
    {
        await using var server = await ImageServer.StartAsync();
        var longest = new string('a', rest - (end.Length > 1 ? 3 : 0)) + end;

        Assert.Equal(255, System.Text.Encoding.UTF8.GetByteCount(longest));
        Assert.Equal(201, (await server.OpenAsync(longest, "image/png", 1)).Status);
        Assert.Equal(["/fileName"], Pointers(await server.OpenAsync("a" + longest, "image/png", 1)));
    }

    [Theory]
    [InlineData("""{"fileName":"\ud800","contentType":"image/png","bytes":1}""", "/fileName")]
    [InlineData("""{"fileName":1,"contentType":"image/png","bytes":1}""", "/fileName")]
    [InlineData("""{"fileName":"a","contentType":"image/svg+xml","bytes":1}""", "/contentType")]
    [InlineData("""{"fileName":"a","contentType":"image/png; a=b","bytes":1}""", "/contentType")]
    [InlineData("""{"fileName":"a","contentType":"image/png\r\nX-Evil: 1","bytes":1}""", "/contentType")]
    [InlineData("""{"fileName":"a","contentType":["image/png"],"bytes":1}""", "/contentType")]
    [InlineData("""{"fileName":"a","contentType":"image/png","bytes":0}""", "/bytes")]
    [InlineData("""{"fileName":"a","contentType":"image/png","bytes":50000001}""", "/bytes")]
    [InlineData("""{"fileName":"a","contentType":"image/png","bytes":-1}""", "/bytes")]
    [InlineData("""{"fileName":"a","contentType":"image/png","bytes":1.5}""", "/bytes")]
    [InlineData("""{"fileName":"a","contentType":"image/png","bytes":1e30}""", "/bytes")]
    [InlineData("""{"fileName":"a","contentType":"image/png","bytes":"1"}""", "/bytes")]
    [InlineData("""{"fileName":"a","contentType":"image/png","bytes":1,"path":"/etc"}""", "/path")]
    [InlineData("""{"filename":"a"}""", "/fileName", "/contentType", "/bytes", "/filename")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    public async Task WrongMember_IsNamedWithAllOthers(string body, params string[] pointers)
    {
        await using var api = await ApiServer.StartAsync();

        var answer = await api.SendAsync("POST", "/v1/images", body);

        Assert.Equal("422 validation-failed", answer.ToString());
        Assert.Equal(pointers, Pointers(answer));
    }

    [Theory]
    [InlineData("""{"fileName":"a""", "400 malformed-json")]
    [InlineData("", "400 malformed-json")]
    public async Task BodyThatIsNoJson_IsRefused(string body, string expected)
    {
        await using var api = await ApiServer.StartAsync();

        Assert.Equal(expected, (await api.SendAsync("POST", "/v1/images", body)).ToString());
    }

    [Fact]
    public async Task LargestImage_IsTaken()
    {
        await using var server = await ImageServer.StartAsync();

        Assert.Equal(201, (await server.OpenAsync("cat.gif", "image/gif", 50_000_000)).Status);
    }

    private static IEnumerable<string?> Pointers(Answer answer) =>
        answer.Json.GetProperty("errors").EnumerateArray()
            .Select(error => error.GetProperty("pointer").GetString());
}
