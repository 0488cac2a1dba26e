namespace Google.Cloud.PubSub.V1;

/// <summary>Messages that travel in one request. It is filled under the publisher's lock.</summary>
#pragma warning disable CA1001 // A token source without a timer holds nothing that needs freeing.
internal sealed class PublishBatch
#pragma warning restore CA1001
{
    private readonly TaskCompletionSource<IList<string>> _ids =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly CancellationTokenSource _sealed = new();

    internal List<PubsubMessage> Messages { get; } = [];

    internal long Bytes { get; private set; }

    /// <summary>
    /// Cancelled when the batch takes no more messages: nobody need wait for its delay any longer.
    /// </summary>
    internal CancellationToken Sealed => _sealed.Token;

    /// <returns>The message's id, once the batch has been acknowledged.</returns>
    internal Task<string> Add(PubsubMessage message, int bytes)
    {
        var index = Messages.Count;
        Messages.Add(message);
        Bytes += bytes;
        return IdAsync(index);
    }

    internal void Seal() => _sealed.Cancel();

    internal void Succeed(IList<string> ids) => _ids.TrySetResult(ids);

    internal void Fail(Exception failure) => _ids.TrySetException(failure);

    internal void Cancel() => _ids.TrySetCanceled();

    private async Task<string> IdAsync(int index) => (await _ids.Task)[index];
}

/// <summary>
/// The batches of one ordering key, or of all messages without one. Those of a key travel one after the
/// other, the others side by side.
/// </summary>
internal sealed class PublishLane(string key)
{
    internal string Key => key;

    internal bool IsOrdered => key.Length > 0;

    /// <summary>The batch that is being filled.</summary>
    internal PublishBatch Open { get; set; }

    /// <summary>Full batches whose turn has not come.</summary>
    internal LinkedList<PublishBatch> Waiting { get; } = [];

    internal bool IsBusy { get; set; }

    /// <summary>
    /// A message of this key was lost; later ones are refused, so that the order is not broken.
    /// </summary>
    internal bool HasFailed { get; set; }

    internal bool IsIdle => Open is null && Waiting.Count == 0 && !IsBusy && !HasFailed;

    internal List<PublishBatch> TakeAll()
    {
        List<PublishBatch> all = Open is null ? [.. Waiting] : [.. Waiting, Open];
        Waiting.Clear();
        Open = null;
        return all;
    }
}
