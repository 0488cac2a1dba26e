namespace Shop.DeadLetters;

/// <summary>Port: the bucket of dead letters.</summary>
public interface ILetterStorage
{
    /// <summary>Completes when the object is stored durably, and not before.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">JSON.</param>
    /// <param name="metadata">What a list shows.</param>
    /// <param name="cancellationToken">Stops the waiting; it may be stored all the same.</param>
    /// <returns>False where an object of that name is there already, which is left as it is.</returns>
    /// <remarks>Whatever it throws, it may or may not be stored: try again.</remarks>
    Task<bool> PutAsync(
        string name,
        ReadOnlyMemory<byte> content,
        IReadOnlyDictionary<string, string> metadata,
        CancellationToken cancellationToken);
}
