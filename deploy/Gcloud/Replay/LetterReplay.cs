using System.Diagnostics;
using Google.Cloud.PubSub.V1;
using Shop.Eventing;
using Shop.Eventing.Filing;

namespace Shop.Gcloud.Replay;

/// <summary>What became of one letter.</summary>
internal enum ReplayOutcome
{
    /// <summary>Pub/Sub has its event again, and the letter is gone.</summary>
    Published,

    /// <summary>Its upload is announced anew, and the letter is gone.</summary>
    Rewritten,

    /// <summary>Its upload is not there any more as it was announced, so that nobody needs the letter.</summary>
    Superseded,

    /// <summary>Somebody else has taken it meanwhile: another run, or a person.</summary>
    Gone,
}

/// <summary>Replays one letter so that a death at any moment, or somebody else who does the same, loses nothing.</summary>
/// <remarks>
/// <para>
/// The order is: copy to its <see cref="AsideName"/> → delete under its own name → publish → delete aside. All that is
/// ever published lies aside, and nothing of it under its own name. Were it published from there, an event that fails
/// again at once would be filed again under that name; functions/DeadLetters would take what lies there for its own
/// earlier work and acknowledge, and the deletion that follows would lose the event.
/// </para>
/// <para>
/// What is deleted aside has been published after the name was free, and so has been filed again by now or will be if
/// it fails. Replaying twice does no harm, since handlers know an event that they have seen.
/// </para>
/// </remarks>
internal sealed class LetterReplay(IReplayStorage storage, IMessageBus bus)
{
    /// <summary>Carried through once it has begun.</summary>
    /// <exception cref="Exception">
    /// It may or may not have been published. The letter is still there, under the one name or the other.
    /// </exception>
    public Task<ReplayOutcome> ReplayAsync(Letter letter) => letter.Way switch
    {
        Way.Publish publish => PublishAsync(letter.Object, publish.Topic),
        Way.Rewrite rewrite => RewriteAsync(letter.Object, rewrite.Upload),
        _ => throw new UnreachableException(),
    };

    private async Task<ReplayOutcome> PublishAsync(LetterObject letter, TopicName topic)
    {
        if (await MoveAsideAsync(letter) is not { } aside
            || await storage.ReadAsync(aside, CancellationToken.None) is not { } content)
        {
            return ReplayOutcome.Gone;
        }
        await bus.PublishAsync(topic, FiledDeadLetter.Read(content.Span).Replay(), CancellationToken.None);
        await storage.DeleteAsync(aside.Name, aside.Generation);
        return ReplayOutcome.Published;
    }

    private async Task<LetterObject?> MoveAsideAsync(LetterObject letter)
    {
        if (AsideName.Parse(letter.Name) is { } left)
        {
            // Who died after the copy was made left the other one too: what fails again must find its name free.
            await storage.DeleteAsync(left.Original, left.Generation);
            return letter;
        }
        var (aside, made) = await storage.CopyAsync(letter, new AsideName(letter.Name, letter.Generation).ToString());
        if (aside is null)
        {
            return null;
        }
        var removed = await storage.DeleteAsync(letter.Name, letter.Generation);
        // Of two who come here at the same moment at least one goes on. That it made the copy is enough: where the
        // answer to the deletion was lost, the client has asked again and hears that there is nothing to delete.
        return made || removed ? aside : null;
    }

    private async Task<ReplayOutcome> RewriteAsync(LetterObject letter, Upload upload)
    {
        var rewritten = await storage.RewriteAsync(upload);
        await storage.DeleteAsync(letter.Name, letter.Generation);
        return rewritten ? ReplayOutcome.Rewritten : ReplayOutcome.Superseded;
    }
}
