using System.Text;
using Shop.ImageProcessor.Storage;

namespace Shop.ImageProcessor.Tests.Storage;

/// <summary>What the function rests on, whichever storage it is given.</summary>
public abstract class ObjectStorageContract : IAsyncLifetime
{
    private const string Bucket = "variants";
    private const long Plenty = 1_000;

    protected IObjectStorage Storage { get; private set; } = null!;

    public async Task InitializeAsync() => Storage = await StartAsync();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    protected abstract Task<IObjectStorage> StartAsync();

    public static TheoryData<string> Names =>
        ["a", "a/b.jpg/c.jpg", "../a", "/a", "a//b", "é😀", "a b+c%20d?e#f", "\"<>&", new string('x', 1024)];

    [Theory, MemberData(nameof(Names))]
    public async Task WhatIsWritten_IsFoundAndRead(string name)
    {
        var written = await WriteAsync(name, "hello", 0);

        Assert.Equal((Bucket, name, 5L), (written!.Bucket, written.Name, written.Bytes));
        Assert.True(written.Generation > 0);
        var found = await Storage.FindAsync(Bucket, name, default);
        Assert.Equal((written.Name, written.Generation, 5L), (found!.Name, found.Generation, found.Bytes));
        Assert.Equal("17", found.Metadata["source-generation"]);
        Assert.Equal("hello", await TextAsync(name, null));
        Assert.Equal("hello", await TextAsync(name, written.Generation));
    }

    [Fact]
    public async Task ObjectWithoutBytes_IsAnObject()
    {
        var written = await WriteAsync("empty", "", 0);

        Assert.Equal(0, written!.Bytes);
        Assert.Equal("", await TextAsync("empty", written.Generation));
    }

    [Fact]
    public async Task AbsentObject_IsNotFound()
    {
        await WriteAsync("a", "hello", 0);

        Assert.Null(await Storage.FindAsync(Bucket, "b", default));
        Assert.IsType<ReadResult.Gone>(await ReadAsync("b", null));
        Assert.IsType<ReadResult.Gone>(await ReadAsync("b", 1));
    }

    [Fact]
    public async Task GenerationThatWasReplaced_IsGone()
    {
        var first = await WriteAsync("a", "first", 0);
        var second = await WriteAsync("a", "second", first!.Generation);

        Assert.True(second!.Generation > first.Generation);
        Assert.IsType<ReadResult.Gone>(await ReadAsync("a", first.Generation));
        Assert.Equal("second", await TextAsync("a", second.Generation));
        Assert.Equal(second.Generation, (await Storage.FindAsync(Bucket, "a", default))!.Generation);
    }

    [Fact]
    public async Task WriteOfANewObject_LosesToAnExistingOne()
    {
        await WriteAsync("a", "first", 0);

        Assert.Null(await WriteAsync("a", "second", 0));
        Assert.Equal("first", await TextAsync("a", null));
    }

    [Fact]
    public async Task WriteOverAGenerationThatIsNotLive_IsLost()
    {
        var first = await WriteAsync("a", "first", 0);
        await WriteAsync("a", "second", first!.Generation);

        Assert.Null(await WriteAsync("a", "third", first.Generation));
        Assert.Null(await WriteAsync("b", "third", first.Generation));
        Assert.Equal("second", await TextAsync("a", null));
        Assert.Null(await Storage.FindAsync(Bucket, "b", default));
    }

    [Theory]
    [InlineData(5, 0, true)]
    [InlineData(5, 5, true)]
    [InlineData(5, 3, true)]
    [InlineData(5, 900_000_000, true)]
    [InlineData(4, 0, false)]
    [InlineData(4, 5, false)]
    [InlineData(0, 5, false)]
    public async Task ReadBeyondTheLimit_IsRefusedWhateverWasExpected(long bytesMax, long bytesExpected, bool read)
    {
        await WriteAsync("a", "hello", 0);

        var result = await Storage.ReadAsync(Bucket, "a", null, bytesExpected, bytesMax, default);

        Assert.Equal(read, result is ReadResult.Found);
        Assert.Equal(!read, result is ReadResult.TooLarge);
    }

    [Fact]
    public async Task LiveGeneration_IsDeletedOnce()
    {
        var written = await WriteAsync("a", "hello", 0);

        Assert.True(await Storage.DeleteAsync(Bucket, "a", written!.Generation, default));
        Assert.False(await Storage.DeleteAsync(Bucket, "a", written.Generation, default));
        Assert.Null(await Storage.FindAsync(Bucket, "a", default));
        Assert.IsType<ReadResult.Gone>(await ReadAsync("a", written.Generation));
        Assert.NotNull(await WriteAsync("a", "again", 0));
    }

    [Fact]
    public async Task DeletionOfAGenerationThatWasReplaced_LeavesTheNewer()
    {
        var first = await WriteAsync("a", "first", 0);
        await WriteAsync("a", "second", first!.Generation);

        Assert.False(await Storage.DeleteAsync(Bucket, "a", first.Generation, default));
        Assert.Equal("second", await TextAsync("a", null));
    }

    [Fact]
    public async Task PartOfALargerArray_IsWrittenAlone()
    {
        var array = "hello world"u8.ToArray();

        await Storage.WriteAsync(Draft("a", array.AsMemory(6, 5)), 0, default);

        Assert.Equal("world", await TextAsync("a", null));
    }

    [Fact]
    public async Task CancelledCall_Ends()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Storage.FindAsync(Bucket, "a", cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Storage.DeleteAsync(Bucket, "a", 1, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Storage.ReadAsync(Bucket, "a", 1, 0, 1, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Storage.WriteAsync(Draft("a", "hello"u8.ToArray()), 0, cancelled));
    }

    private Task<StoredObject?> WriteAsync(string name, string content, long expectedGeneration) =>
        Storage.WriteAsync(Draft(name, Encoding.UTF8.GetBytes(content)), expectedGeneration, default);

    protected static ObjectDraft Draft(string name, ReadOnlyMemory<byte> content) => new(
        Bucket, name, "image/webp", "public, max-age=60",
        new Dictionary<string, string> { ["source-generation"] = "17", ["recipe"] = "800x600 Inside Webp 80" }, content);

    private Task<ReadResult> ReadAsync(string name, long? generation) =>
        Storage.ReadAsync(Bucket, name, generation, 0, Plenty, default);

    private async Task<string> TextAsync(string name, long? generation) =>
        Encoding.UTF8.GetString(Assert.IsType<ReadResult.Found>(await ReadAsync(name, generation)).Content.Span);
}

public sealed class InMemoryObjectStorageTests : ObjectStorageContract
{
    protected override Task<IObjectStorage> StartAsync() => Task.FromResult<IObjectStorage>(new InMemoryObjectStorage());
}
