using Google.Cloud.PubSub.V1;
using Grpc.Core;
using Shop.Eventing.Filing;
using Shop.LocalCloud.PubSub;
using Shop.LocalCloud.Storage;
using Shop.LocalCloud.Storage.Disk;
using Shop.Topology;

namespace Shop.LocalCloud.Replay;

/// <summary>Publishes a dead letter to the topic that it came from, and then deletes it.</summary>
/// <remarks>
/// Before it is published it is moved aside, within the bucket. A letter's name follows from the event: one
/// that fails again at once is filed again under the same name. <c>functions/DeadLetters</c> takes what lies
/// there for its own earlier work and acknowledges, so that deleting it then would lose the event. A death at
/// any moment leaves the letter in the bucket, under the one name or the other: replaying it twice is safe,
/// since handlers know an event that they have seen.
/// </remarks>
internal sealed class LetterReplay(
    ObjectStore store, DeadLetterBucket letters, PubSubServer pubSub) : IDisposable
{
    // Two pages that replay the same letter publish it once: the second one finds it gone.
    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <param name="name">Of the object.</param>
    /// <param name="generation">The one that was looked at.</param>
    /// <param name="origin">Address of this service.</param>
    /// <param name="cancellationToken">Of the wait; what has begun is carried through.</param>
    /// <exception cref="RefusedRequestException">It was not published, and is still there.</exception>
    public async Task<Replayed> ReplayAsync(
        string name, long generation, string origin, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var (stored, letter) = letters.Get(name, generation);
            var topic = TopicOf(name, letter);
            var aside = await MoveAsideAsync(stored, origin);
            var messageId = await PublishAsync(topic, letter, aside);
            TryDelete(aside.Bucket, aside.Name, aside.Generation);
            return new Replayed(letter.Origin.Topic!, messageId);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private string TopicOf(string name, FiledDeadLetter letter)
    {
        if (letter.Origin.Topic is not { } id)
        {
            throw new RefusedRequestException(
                422, "originUnknown",
                $"{name} does not say which topic it came from, so it cannot be replayed. An announcement of "
                + "an upload comes from no topic: upload the object again. Anything else can be published by "
                + "hand.");
        }
        var topic = ResourceNames.Local.Topic(id);
        try
        {
            pubSub.GetTopic(topic);
            return topic;
        }
        catch (RpcException fault)
        {
            throw new RefusedRequestException(
                422, "topicUnknown",
                $"{name} came from topic '{id}', which is not there. Create the topic, then replay it again. "
                + $"Pub/Sub says: {fault.Status.Detail}");
        }
    }

    private async Task<StoredObject> MoveAsideAsync(StoredObject stored, string origin)
    {
        if (AsideName.Parse(stored.Name) is { } left)
        {
            // Somebody died between the copy and the deletion: what fails again must find its name free.
            TryDelete(stored.Bucket, left.Original, left.Generation);
            return stored;
        }
        var (aside, made) = await CopyAsync(stored, origin);
        var removed = TryDelete(stored.Bucket, stored.Name, stored.Generation);
        // Neither is ours: deploy/Gcloud replays it at this moment. Its copy is not ours to undo.
        return made || removed ? aside : throw RefusedRequestException.NoObject(stored.Bucket, stored.Name);
    }

    private async Task<(StoredObject Aside, bool Made)> CopyAsync(StoredObject stored, string origin)
    {
        var name = new AsideName(stored.Name, stored.Generation).ToString();
        using var writer = store.CreateContent();
        try
        {
            await using (var content = store.OpenContent(stored))
            {
                await writer.WriteAsync(content, CancellationToken.None);
            }
            var copy = new NewObject(
                stored.Bucket, name, stored.Settings, new Preconditions(GenerationMatch: 0), origin);
            return (store.Write(copy, await writer.FinishAsync()), true);
        }
        catch (RefusedRequestException) when (store.Find(stored.Bucket, name) is { } found)
        {
            return (found, false);
        }
        catch (FileNotFoundException)
        {
            throw RefusedRequestException.NoObject(stored.Bucket, stored.Name);
        }
        finally
        {
            File.Delete(writer.Path);
        }
    }

    private bool TryDelete(string bucket, string name, long generation)
    {
        try
        {
            store.Delete(bucket, name, null, new Preconditions(GenerationMatch: generation));
            return true;
        }
        catch (RefusedRequestException)
        {
            // Replaced or deleted meanwhile.
            return false;
        }
    }

    private async Task<string> PublishAsync(string topic, FiledDeadLetter letter, StoredObject aside)
    {
        try
        {
            var request = new PublishRequest { Topic = topic, Messages = { letter.Replay() } };
            return (await pubSub.PublishAsync(request)).MessageIds.Single();
        }
        catch (RpcException fault)
        {
            throw new RefusedRequestException(
                fault.StatusCode is StatusCode.Unavailable or StatusCode.ResourceExhausted ? 503 : 422,
                "notPublished",
                $"Pub/Sub did not take it: {fault.Status.Detail} "
                + $"It is kept as gs://{aside.Bucket}/{aside.Name}.");
        }
    }
}
