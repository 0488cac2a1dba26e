using System.Runtime.CompilerServices;
using Google.Cloud.PubSub.V1;
using Shop.Eventing;
using Shop.Gcloud.Replay;

namespace Shop.Gcloud.Tests.Replay.World;

/// <summary>The process is no more: nothing that it was about to do happens.</summary>
internal sealed class DeathException : Exception;

/// <summary>Decides what becomes of a call to the cloud.</summary>
internal interface IFate
{
    Task<T> MeetAsync<T>(Func<Task<T>> call);
}

/// <summary>Dies at one call, before it has its effect or after, and at every later one.</summary>
internal sealed class DeathAt(int call, bool after) : IFate
{
    private int _calls;

    /// <summary>Whether the call was reached.</summary>
    public bool HasStruck => _calls >= call;

    public async Task<T> MeetAsync<T>(Func<Task<T>> work)
    {
        _calls++;
        if (_calls == call && after)
        {
            await work();
        }
        return _calls >= call ? throw new DeathException() : await work();
    }
}

/// <summary>Storage and bus of a process that fate is watching.</summary>
internal sealed class FatefulCloud(IReplayStorage storage, IMessageBus bus, IFate fate) : IReplayStorage, IMessageBus
{
    public async IAsyncEnumerable<LetterObject> ListAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = await fate.MeetAsync(async () =>
        {
            var letters = new List<LetterObject>();
            await foreach (var letter in storage.ListAsync(prefix, cancellationToken))
            {
                letters.Add(letter);
            }
            return letters;
        });
        foreach (var letter in found)
        {
            yield return letter;
        }
    }

    public Task<ReadOnlyMemory<byte>?> ReadAsync(LetterObject letter, CancellationToken cancellationToken) =>
        fate.MeetAsync(() => storage.ReadAsync(letter, cancellationToken));

    public Task<(LetterObject? Copy, bool Made)> CopyAsync(LetterObject letter, string name) =>
        fate.MeetAsync(() => storage.CopyAsync(letter, name));

    public Task<bool> DeleteAsync(string name, long generation) =>
        fate.MeetAsync(() => storage.DeleteAsync(name, generation));

    public Task<bool> RewriteAsync(Upload upload) => fate.MeetAsync(() => storage.RewriteAsync(upload));

    public Task<string> PublishAsync(TopicName topic, PubsubMessage message, CancellationToken cancellationToken) =>
        fate.MeetAsync(() => bus.PublishAsync(topic, message, cancellationToken));
}
