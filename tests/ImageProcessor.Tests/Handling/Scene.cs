using System.Text.Json;
using CloudNative.CloudEvents.SystemTextJson;
using Google.Cloud.PubSub.V1;
using Shop.Contracts;
using Shop.Eventing;
using Shop.ImageProcessor.Rules;
using Shop.ImageProcessor.Storage;
using Shop.ImageProcessor.Tests.Storage;
using Shop.Testing;

namespace Shop.ImageProcessor.Tests.Handling;

/// <summary>The handler with storage and bus in memory.</summary>
internal sealed class Scene
{
    public const string Uploads = "uploads";
    public const string Variants = "variants";

    private static readonly TopicName _images = TopicName.FromProjectTopic("local", "images");

    public InMemoryObjectStorage Storage { get; } = new();

    public InMemoryMessageBus Bus { get; } = new();

    public ProcessorOptions Options { get; init; } = new(
        Variants, _images, TopicName.FromProjectTopic("local", "dead-letters"),
        BytesMax: 1_000_000, PixelsMax: 1_000_000, TimeSpan.FromSeconds(60), ImageRules.Default, DeleteOriginal.Never);

    public static ProcessorOptions With(params ImageRule[] rules) => new Scene().Options with { Rules = new(rules) };

    public UploadedObject Upload(string name, byte[] content) => Event(Storage.Put(Uploads, name, content));

    public static UploadedObject Event(StoredObject stored) => new(
        new ImageOriginal(stored.Bucket, stored.Name, stored.Generation, "image/jpeg", stored.Bytes), IsVariant: false);

    public Task<ImageOutcome> Handle(UploadedObject uploaded, IObjectStorage? storage = null) =>
        new ImageHandler(
            storage ?? Storage,
            new VariantWriter(storage ?? Storage, Options),
            new EventPublisher(Bus, new JsonEventFormatter(), new Dictionary<string, TopicName>
            {
                [EventContracts.ImageProcessed.Type] = _images,
                [EventContracts.ImageFailed.Type] = _images,
            }),
            Options,
            new FakeClock()).HandleAsync(uploaded, new EventCause("e1", "s1", 0, "00-0-0-00"), default);

    public Manifest ManifestOf(string name) =>
        Manifest.TryParse(Storage.ContentOf(Variants, Manifest.ObjectName(name)))!;

    /// <summary>Published events: id, type and data; equal ones once.</summary>
    public IReadOnlyList<(string Id, string Type, string Data)> Events() =>
        [.. Bus.Published.Select(published => (
            published.Message.Attributes["ce-id"],
            published.Message.Attributes["ce-type"],
            published.Message.Data.ToStringUtf8())).Distinct()];

    public T TheEvent<T>(EventContract<T> contract)
    {
        var (_, type, data) = Assert.Single(Events());
        Assert.Equal(contract.Type, type);
        return JsonSerializer.Deserialize(data, contract.Json)!;
    }

    /// <summary>What must hold of every image that has a manifest: each named variant lies there, as named.</summary>
    public void AssertConsistent(string name)
    {
        var manifest = ManifestOf(name);
        var stored = Storage.In(Variants);
        Assert.All(manifest.Variants, variant =>
        {
            var found = stored[variant.Object];
            Assert.Equal(variant.Generation, found.Generation);
            Assert.Equal(variant.Bytes, found.Bytes);
            Assert.Equal($"{manifest.Source.Generation}", found.Metadata[UploadedObject.SourceGenerationKey]);
        });
    }
}
