using System.Text;
using Google.Cloud.PubSub.V1;
using Shop.Contracts;
using Shop.Eventing;
using Shop.Eventing.Filing;
using Shop.Gcloud.Replay;
using Shop.Testing;
using Shop.Topology;

namespace Shop.Gcloud.Tests.Replay.World;

/// <summary>
/// What lies behind Pub/Sub, as small as it can be: a function that handles an event or gives it up, and
/// functions/DeadLetters, which files what is given up unless it lies there already.
/// </summary>
internal sealed class Suite : IMessageBus
{
    public const string Subscription = "projects/shop-1/subscriptions/orders-to-inventory";

    public static readonly ResourceNames Names = ResourceNames.Deployed("shop-1");

    public static readonly SuiteTopology Topology =
        TopologyFile.Read(Path.Combine(AppContext.BaseDirectory, "topology.json"));

    private readonly Queue<PubsubMessage> _waiting = [];

    public FakeClock Clock { get; } = new();

    public InMemoryReplayStorage Storage { get; } = new();

    /// <summary>Ids of the events that have had their effect; handlers know an event that they have seen.</summary>
    public HashSet<string> Applied { get; } = [];

    public int Deliveries { get; private set; }

    /// <summary>Whether the function gives up what is delivered next.</summary>
    public Func<bool> GivesUp { get; set; } = () => false;

    public bool HasWaiting => _waiting.Count > 0;

    /// <summary>Ids of the events that lie in the bucket.</summary>
    public IReadOnlySet<string> Filed =>
        Storage.Contents.Select(content => FiledDeadLetter.Read(content).Attributes["ce-id"]).ToHashSet();

    public Task<string> PublishAsync(TopicName topic, PubsubMessage message, CancellationToken cancellationToken)
    {
        _waiting.Enqueue(message);
        return Task.FromResult("1");
    }

    /// <summary>Pub/Sub delivers one message, which may come again.</summary>
    public void Deliver(bool again = false)
    {
        var message = _waiting.Dequeue();
        Deliveries++;
        if (again)
        {
            _waiting.Enqueue(message);
        }
        if (GivesUp())
        {
            File(message);
        }
        else
        {
            Applied.Add(message.Attributes["ce-id"]);
        }
    }

    public void DeliverAll()
    {
        while (HasWaiting)
        {
            Deliver();
        }
    }

    public string File(string id) => File(Message(id, Clock.GetUtcNow()));

    public string File(PubsubMessage message)
    {
        var letter = LetterOf(message, Clock.GetUtcNow());
        var name = DeadLetterName.Of(letter);
        Storage.File(name, letter.Write());
        return name;
    }

    public static FiledDeadLetter LetterOf(PubsubMessage message, DateTimeOffset now) => FiledDeadLetter.Of(
        new PushedMessage(
            null, "7", now,
            new Dictionary<string, string>(message.Attributes)
            {
                ["dl-handler"] = "inventory",
                ["dl-reason"] = "contract-violation",
                ["dl-subscription"] = Subscription,
            },
            message.Data.Memory),
        now);

    public static PubsubMessage Message(string id, DateTimeOffset time) => new()
    {
        Data = Google.Protobuf.ByteString.CopyFrom(Encoding.UTF8.GetBytes($"{{\"order\":\"{id}\"}}")),
        Attributes =
        {
            ["ce-specversion"] = "1.0",
            ["ce-id"] = id,
            ["ce-source"] = "/people",
            ["ce-type"] = EventContracts.OrderPlaced.Type,
            ["ce-time"] = time.ToString("O"),
            ["content-type"] = "application/json",
        },
    };

    /// <summary>A whole run, one letter after the other.</summary>
    public async Task<IReadOnlyList<ReplayOutcome>> RunAsync(IFate fate)
    {
        var cloud = new FatefulCloud(Storage, this, fate);
        var judge = new LetterJudge(Topology, Names, rewritesUploads: true, Clock);
        var outcomes = new List<ReplayOutcome>();
        var letters = new List<Letter>();
        await foreach (var letter in new LetterReader(cloud, judge).FindAsync(LetterSelection.All, default))
        {
            letters.Add(letter);
        }
        foreach (var letter in letters)
        {
            outcomes.Add(await new LetterReplay(cloud, cloud).ReplayAsync(letter));
        }
        return outcomes;
    }
}

/// <summary>Nothing happens.</summary>
internal sealed class NoFate : IFate
{
    public Task<T> MeetAsync<T>(Func<Task<T>> call) => call();
}
