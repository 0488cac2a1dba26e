namespace Shop.DeadLetters.Tests.Storage;

/// <summary>Keeps letters; fails when it is told to, before or after it kept one.</summary>
internal sealed class InMemoryLetterStorage : ILetterStorage
{
    private int _failuresBefore;
    private int _failuresAfter;

    public Dictionary<string, (byte[] Content, IReadOnlyDictionary<string, string> Metadata)> Letters { get; } = [];

    public void FailBefore(int times) => _failuresBefore = times;

    public void FailAfter(int times) => _failuresAfter = times;

    public Task<bool> PutAsync(
        string name,
        ReadOnlyMemory<byte> content,
        IReadOnlyDictionary<string, string> metadata,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ThrowWhile(ref _failuresBefore);
        var isNew = Letters.TryAdd(name, (content.ToArray(), metadata));
        ThrowWhile(ref _failuresAfter);
        return Task.FromResult(isNew);
    }

    private static void ThrowWhile(ref int failures)
    {
        if (failures > 0)
        {
            failures--;
            throw new IOException("told to fail");
        }
    }
}
