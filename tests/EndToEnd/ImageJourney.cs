using System.Text.Json;
using Shop.Contracts;

namespace Shop.EndToEnd;

[Collection(SuiteTests.Name)]
public sealed class ImageJourney(LocalSuite suite)
{
    [Fact]
    public async Task TwelveMegapixelPhoto_GetsUprightVariantsAManifestAndAnEvent()
    {
        var watch = await suite.WatchAsync("images");
        var photo = Photo.Upright(3024, 4032);
        var uploaded = await suite.UploadAsync("uploads", "holiday/Ä photo #1 100%.jpg", photo, "image/jpeg");

        var received = await watch.NextAsync();

        var said = JsonSerializer.Deserialize(received.Data, EventContracts.ImageProcessed.Json)!;
        Assert.Equal("holiday/Ä photo #1 100%.jpg", said.Source.Name);
        Assert.Equal(uploaded.GetProperty("generation").GetString(), $"{said.Source.Generation}");
        Assert.Equal((photo.Length, 3024, 4032), (said.Source.Bytes, said.Source.Width, said.Source.Height));
        (string, int, int)[] expected = [("display", 450, 600), ("thumbnail", 200, 200), ("display-webp", 450, 600)];
        Assert.Equal(expected, said.Variants.Select(variant => (variant.Name, variant.Width, variant.Height)));
        foreach (var variant in said.Variants)
        {
            var file = await suite.DownloadAsync(said.VariantsBucket, variant.Object, variant.Generation);
            Photo.AssertUpright(file!, variant.Width, variant.Height);
            Assert.Equal(variant.Bytes, file!.Length);
        }
        var manifest = JsonDocument.Parse((await suite.DownloadAsync("variants", said.Manifest))!).RootElement;
        Assert.Equal(said.Source.Generation, manifest.GetProperty("source").GetProperty("generation").GetInt64());
        Assert.Equal(3, manifest.GetProperty("variants").GetArrayLength());
        Assert.Equal(said.ThumbHash, manifest.GetProperty("thumbHash").GetString());
        Assert.Contains($"Resized gs://uploads/{said.Source.Name} ", suite.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_ArrivesWithEveryAttribute()
    {
        var watch = await suite.WatchAsync("images");
        await suite.UploadAsync("uploads", "attributes.jpg", Photo.Upright(60, 80), "image/jpeg");

        var attributes = (await watch.NextAsync()).Attributes;

        var id = ImageId.Of("uploads", "attributes.jpg").Value;
        Assert.Equal(
            [
                "ce-causationid", "ce-correlationid", "ce-dataschema", "ce-hops", "ce-id", "ce-partitionkey", "ce-sequence",
                "ce-source", "ce-specversion", "ce-subject", "ce-time", "ce-traceparent", "ce-type", "content-type",
            ],
            attributes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(EventContracts.ImageProcessed.Type, attributes["ce-type"]);
        Assert.Equal((id, id), (attributes["ce-subject"], attributes["ce-partitionkey"]));
        Assert.Equal(("1.0", "1", "application/json"), (attributes["ce-specversion"], attributes["ce-hops"], attributes["content-type"]));
        Assert.Matches("^[0-9]{19}$", attributes["ce-sequence"]);
    }

    [Fact]
    public async Task FileThatIsNoImage_IsExplained()
    {
        var watch = await suite.WatchAsync("images");
        await suite.UploadAsync("uploads", "letter.jpg", "Dear reader"u8.ToArray(), "image/jpeg");

        var received = await watch.NextAsync();

        Assert.Equal(EventContracts.ImageFailed.Type, received.Attributes["ce-type"]);
        var said = JsonSerializer.Deserialize(received.Data, EventContracts.ImageFailed.Json)!;
        Assert.Equal(ImageFailureReasons.UnsupportedFormat, said.Reason);
        Assert.Null(await suite.DownloadAsync("variants", "letter.jpg/manifest.json"));
        Assert.NotNull(await suite.DownloadAsync("uploads", "letter.jpg"));
    }

    [Fact]
    public async Task SameEventTwice_LeavesTheSameObjectsAndSaysTheSameAgain()
    {
        var watch = await suite.WatchAsync("images");
        var uploaded = await suite.UploadAsync("uploads", "twice.jpg", Photo.Upright(600, 800), "image/jpeg");
        var first = await watch.NextAsync();
        var before = await VariantsOfAsync("twice.jpg");

        using var request = new HttpRequestMessage(HttpMethod.Post, await suite.AddressOfAsync("ImageProcessor"))
        {
            Content = LocalSuite.Json(uploaded.GetRawText()),
        };
        request.Headers.Add("ce-specversion", "1.0");
        request.Headers.Add("ce-id", "delivered-again");
        request.Headers.Add("ce-source", "//storage.googleapis.com/projects/_/buckets/uploads");
        request.Headers.Add("ce-type", "google.cloud.storage.object.v1.finalized");
        using var response = await suite.Http.SendAsync(request);

        Assert.Equal(200, (int)response.StatusCode);
        var second = await watch.NextAsync();
        Assert.Equal(before, await VariantsOfAsync("twice.jpg"));
        Assert.Equal(first.Attributes["ce-id"], second.Attributes["ce-id"]);
        Assert.Equal(first.Data, second.Data);
    }

    private async Task<IReadOnlyList<(string Name, long? Generation)>> VariantsOfAsync(string name)
    {
        var found = new List<(string, long?)>();
        await foreach (var stored in suite.Storage.ListObjectsAsync("variants", name + "/"))
        {
            found.Add((stored.Name, stored.Generation));
        }
        Assert.Equal(4, found.Count);
        return found;
    }
}
