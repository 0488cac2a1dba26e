using System.Text.Json;
using CloudNative.CloudEvents;

namespace Shop.ImageProcessor.Tests;

public sealed class UploadedObjects
{
    private const string Whole =
        """{"bucket":"uploads","name":"a/b.jpg","generation":"17","size":"5","contentType":"image/jpeg","metageneration":"1"}""";

    [Fact]
    public void WholeEvent_IsRead()
    {
        var (uploaded, _) = UploadedObject.Read(Event(Whole));

        Assert.Equal(new(new("uploads", "a/b.jpg", 17, "image/jpeg", 5), IsVariant: false), uploaded);
    }

    [Theory]
    [InlineData("\"17\"", "17")]
    [InlineData("\"5\"", "5")]
    [InlineData("\"contentType\":\"image/jpeg\",", "")]
    [InlineData("\"metageneration\"", "\"addedLater\":{},\"metageneration\"")]
    public void HarmlessDifference_IsRead(string from, string to) =>
        Assert.NotNull(UploadedObject.Read(Event(Whole.Replace(from, to, StringComparison.Ordinal))).Uploaded);

    [Theory]
    [InlineData("\"uploads\"", "\"\"")]
    [InlineData("\"uploads\"", "7")]
    [InlineData("\"a/b.jpg\"", "\"\"")]
    [InlineData("\"a/b.jpg\"", "null")]
    [InlineData("\"a/b.jpg\"", "\"a\\nb\"")]
    [InlineData("\"17\"", "\"0\"")]
    [InlineData("\"17\"", "\"-1\"")]
    [InlineData("\"17\"", "1.5")]
    [InlineData("\"17\"", "\"99999999999999999999\"")]
    [InlineData("\"17\"", "{}")]
    [InlineData("\"size\":\"5\",", "")]
    [InlineData("\"5\"", "\"five\"")]
    public void BrokenMember_IsExplained(string from, string to)
    {
        var (uploaded, fault) = UploadedObject.Read(Event(Whole.Replace(from, to, StringComparison.Ordinal)));

        Assert.Null(uploaded);
        Assert.NotEmpty(fault!);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    public void DataThatIsNoObject_IsExplained(string json) =>
        Assert.Contains("JSON object", UploadedObject.Read(Event(json)).Fault, StringComparison.Ordinal);

    [Fact]
    public void OtherType_IsExplained() =>
        Assert.Contains("deleted", UploadedObject.Read(Event(Whole, "google.cloud.storage.object.v1.deleted")).Fault, StringComparison.Ordinal);

    [Fact]
    public void NameBeyondCloudStoragesLimit_IsExplained() => Assert.NotNull(
        UploadedObject.Read(Event(Whole.Replace("a/b.jpg", new string('x', 1025), StringComparison.Ordinal))).Fault);

    [Fact]
    public void MetadataThatOnlyVariantsHave_GivesThemAway() => Assert.True(UploadedObject.Read(Event(
        Whole.Replace("{\"bucket\"", "{\"metadata\":{\"source-generation\":\"3\"},\"bucket\"", StringComparison.Ordinal))).Uploaded!.IsVariant);

    private static CloudEvent Event(string json, string type = UploadedObject.EventType) => new()
    {
        Id = "1",
        Source = new Uri("//storage.googleapis.com/projects/_/buckets/uploads", UriKind.RelativeOrAbsolute),
        Type = type,
        Data = JsonDocument.Parse(json).RootElement,
    };
}
