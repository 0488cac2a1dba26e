namespace Shop.Gcloud.Replay;

/// <summary>An object of the bucket of dead letters.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Generation">The content that was seen under it.</param>
/// <param name="Bytes">Of the file.</param>
/// <param name="Created">When that content was written.</param>
internal sealed record LetterObject(string Name, long Generation, long Bytes, DateTimeOffset Created);

/// <summary>
/// Port: Cloud Storage as far as replay needs it. Whatever changes something is conditional on a generation, so that it
/// may be repeated, and of two who do it at once one succeeds.
/// </summary>
internal interface IReplayStorage
{
    /// <summary>All objects whose names begin with the prefix, in the order of their names.</summary>
    IAsyncEnumerable<LetterObject> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <returns>Null where this generation is not the live one any more.</returns>
    Task<ReadOnlyMemory<byte>?> ReadAsync(LetterObject letter, CancellationToken cancellationToken);

    /// <summary>Copies a letter to a name at which nothing lies yet.</summary>
    /// <returns>
    /// What lies there now, and whether this call put it there; null where nothing does, as the letter is gone.
    /// </returns>
    Task<(LetterObject? Copy, bool Made)> CopyAsync(LetterObject letter, string name);

    /// <returns>False where this generation is not the live one any more.</returns>
    Task<bool> DeleteAsync(string name, long generation);

    /// <summary>Writes an uploaded object onto itself, with all its metadata: Cloud Storage announces it anew.</summary>
    /// <returns>False where this generation is not the live one any more.</returns>
    Task<bool> RewriteAsync(Upload upload);
}
