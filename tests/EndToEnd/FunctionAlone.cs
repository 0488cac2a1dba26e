using System.Net;
using System.Net.Sockets;

namespace Shop.EndToEnd;

/// <summary>One function as the Functions Framework's users know it: a program that listens on PORT.</summary>
[Collection(SuiteTests.Name)]
public sealed class FunctionAlone(LocalSuite suite)
{
    [Fact]
    public async Task Function_TakesACloudEventOverHttpAndEndsWhenAsked()
    {
        var port = FreePort();
        await using var function = ProgramProcess.Start("ImageProcessor", [], Environment(("PORT", $"{port}")));
        await function.LineAsync(line => line.Contains("Application started", StringComparison.Ordinal));
        // Not through the suite's own trigger: the object lies in a bucket that nothing watches.
        var stored = await suite.UploadAsync("dead-letters", "alone.jpg", Photo.Upright(60, 80), "image/jpeg");

        var address = new Uri($"http://127.0.0.1:{port}/");
        Assert.Equal(HttpStatusCode.OK, await PostAsync(address, stored.GetRawText(), "google.cloud.storage.object.v1.finalized"));
        Assert.NotNull(await suite.DownloadAsync("variants", "alone.jpg/manifest.json"));
        var letters = await suite.WatchAsync("dead-letters");
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(address, "{}", type: null));
        var letter = await letters.NextAsync();
        Assert.Equal(("undecodable", "{}"), (letter.Attributes["dl-reason"], letter.Data));
        Assert.Equal(HttpStatusCode.NotFound, (await suite.Http.GetAsync(new Uri(address, "favicon.ico"))).StatusCode);

        Assert.Equal(0, await function.TerminateAsync());
    }

    [Fact]
    public async Task FunctionWithoutItsEnvironment_SaysWhatIsMissing()
    {
        await using var function = ProgramProcess.Start("ImageProcessor", [], Environment(("VARIANTS_BUCKET", ""), ("IMAGES_TOPIC", "images")));

        Assert.NotEqual(0, await function.ExitAsync());
        await function.LineAsync(line => line.Contains(
            "VARIANTS_BUCKET is not set; set it to the bucket that variants are written to; "
            + "IMAGES_TOPIC is 'images'; it must look like projects/PROJECT/topics/TOPIC.",
            StringComparison.Ordinal));
    }

    private Dictionary<string, string> Environment(params (string Name, string Value)[] changes)
    {
        var environment = new Dictionary<string, string>
        {
            ["STORAGE_EMULATOR_HOST"] = suite.CloudUrl.GetLeftPart(UriPartial.Authority),
            ["PUBSUB_EMULATOR_HOST"] = suite.PubSubUrl.Authority,
            ["VARIANTS_BUCKET"] = "variants",
            ["IMAGES_TOPIC"] = "projects/local/topics/images",
            ["DEAD_LETTERS_TOPIC"] = "projects/local/topics/dead-letters",
        };
        foreach (var (name, value) in changes)
        {
            environment[name] = value;
        }
        return environment;
    }

    private async Task<HttpStatusCode> PostAsync(Uri address, string data, string? type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = LocalSuite.Json(data) };
        request.Headers.Add("ce-specversion", "1.0");
        request.Headers.Add("ce-id", "by-hand");
        request.Headers.Add("ce-source", "/by-hand");
        if (type is not null)
        {
            request.Headers.Add("ce-type", type);
        }
        using var response = await suite.Http.SendAsync(request);
        return response.StatusCode;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
