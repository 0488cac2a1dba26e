using System.Text;

namespace Shop.DeadLetters.Tests.Storage;

/// <summary>What every storage of letters does; Cloud Storage's client and the one in memory alike.</summary>
public abstract class LetterStorageContract : IAsyncLifetime
{
    private static readonly Dictionary<string, string> _metadata = new() { ["reason"] = "too-old", ["type"] = "a.b" };

    private protected ILetterStorage Storage { get; private set; } = null!;

    public async Task InitializeAsync() => Storage = await StartAsync();

    public abstract Task DisposeAsync();

    [Fact]
    public async Task NewLetter_IsKeptWithItsMetadata()
    {
        Assert.True(await Storage.PutAsync("orders/1.json", "{}"u8.ToArray(), _metadata, default));

        var (content, metadata) = await ReadAsync("orders/1.json");
        Assert.Equal("{}", Encoding.UTF8.GetString(content));
        Assert.Equal(_metadata, metadata.OrderBy(pair => pair.Key).ToDictionary());
    }

    [Fact]
    public async Task LetterThatIsThere_IsLeftAsItIs()
    {
        await Storage.PutAsync("orders/1.json", "{}"u8.ToArray(), _metadata, default);

        Assert.False(await Storage.PutAsync("orders/1.json", "other"u8.ToArray(), _metadata, default));

        Assert.Equal("{}", Encoding.UTF8.GetString((await ReadAsync("orders/1.json")).Content));
    }

    private protected abstract Task<ILetterStorage> StartAsync();

    private protected abstract Task<(byte[] Content, IDictionary<string, string> Metadata)> ReadAsync(string name);
}

public sealed class InMemoryLetterStorageFulfilsTheContract : LetterStorageContract
{
    private readonly InMemoryLetterStorage _storage = new();

    public override Task DisposeAsync() => Task.CompletedTask;

    private protected override Task<ILetterStorage> StartAsync() => Task.FromResult<ILetterStorage>(_storage);

    private protected override Task<(byte[] Content, IDictionary<string, string> Metadata)> ReadAsync(string name)
    {
        var (content, metadata) = _storage.Letters[name];
        return Task.FromResult((content, (IDictionary<string, string>)metadata.ToDictionary()));
    }
}
