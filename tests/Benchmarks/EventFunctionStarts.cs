using System.Globalization;
using System.Net.Http.Headers;
using Shop.Contracts;
using Shop.EndToEnd;

namespace Shop.Benchmarks;

/// <summary>
/// The cold start of the functions that handle events of ours, beside a function that does nothing and is otherwise
/// alike: to the first event that is read, decided, stored, answered for by what it leads to, and acknowledged. Firestore
/// is a stand-in, Pub/Sub the local cloud's.
/// </summary>
internal static class EventFunctionStarts
{
    private const string Bare = "BareFunction";

    private static readonly Sku _sku = Sku.Parse("mug");

    private static readonly OrderPlaced _placed = new(
        OrderId.Parse("00000000-0000-7000-8000-000000000001"), CustomerId.Parse("anna"), [new OrderLine(_sku, 2)]);

    // Each with an event of a kind that it gets: a function more is a line more.
    private static readonly (string Project, string Gets, Func<HttpRequestMessage> Event)[] _functions =
    [
        ("Inventory", "restocked", Event(EventContracts.InventoryRestocked, new InventoryRestocked(_sku, 5))),
        ("Inventory", "placed", Event(EventContracts.OrderPlaced, _placed)),
        ("Orders", "placed", Event(EventContracts.OrderPlaced, _placed)),
    ];

    public static async Task RunAsync(RunningSuite suite, int warmUps, int starts)
    {
        await using var firestore = await FirestoreStandIn.StartAsync();
        foreach (var topic in EventContracts.All.Select(contract => contract.Topic).Append("dead-letters").Distinct())
        {
            await Publication.CreateTopicAsync(suite, topic);
        }
        var environment = Environment(suite, firestore);
        (string Project, string Gets, Func<HttpRequestMessage> Event)[] all = [(Bare, "restocked", _functions[0].Event), .. _functions];
        var measured = all.Select(_ => new List<ColdStart>()).ToList();
        for (var start = -warmUps; start < starts; start++)
        {
            foreach (var ((project, _, next), results) in all.Zip(measured))
            {
                var commits = firestore.Commits;
                var cold = await ColdStart.MeasureAsync(suite.Http, project, environment, next);
                if (firestore.Commits - commits != (project == Bare ? 0 : 1))
                {
                    throw new InvalidDataException($"{project} acknowledged the event and did not store it once.");
                }
                if (start >= 0)
                {
                    results.Add(cold);
                }
            }
        }
        Print(all.Select(each => each.Project == Bare ? "bare function" : $"{each.Project}, {each.Gets}"), measured);
    }

    private static void Print(IEnumerable<string> names, List<List<ColdStart>> measured)
    {
        var table = new Table(
            "", "listens: wall", "/ bare", "first event acknowledged: wall", "/ bare", "CPU", "/ bare");
        foreach (var (name, starts) in names.Zip(measured))
        {
            var cells = new Func<ColdStart, double>[]
            {
                start => start.Listens.Wall, start => start.Handled[0].Wall, start => start.Handled[0].Cpu,
            }.SelectMany(quantity =>
            {
                var (ours, bare) = (
                    new Samples("ours", [.. starts.Select(quantity)]),
                    new Samples("bare", [.. measured[0].Select(quantity)]));
                return new[] { ours.Show("0"), ours.Over(bare).Show("0.00") };
            });
            table.Add([name, .. cells]);
        }
        table.Print();
    }

    private static Dictionary<string, string> Environment(RunningSuite suite, FirestoreStandIn firestore)
    {
        var environment = EventContracts.All.Select(contract => contract.Topic).Distinct().ToDictionary(
            topic => topic.ToUpperInvariant() + "_TOPIC", topic => "projects/local/topics/" + topic);
        environment["DEAD_LETTERS_TOPIC"] = "projects/local/topics/dead-letters";
        environment["GOOGLE_CLOUD_PROJECT"] = "local";
        environment["PUBSUB_EMULATOR_HOST"] = suite.PubSubUrl.Authority;
        environment["FIRESTORE_EMULATOR_HOST"] = firestore.Host;
        return environment;
    }

    private static Func<HttpRequestMessage> Event<TData>(EventContract<TData> contract, TData data) => () =>
    {
        var content = new ByteArrayContent(contract.Encode(data));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage { Content = content };
        request.Headers.Add("ce-specversion", "1.0");
        request.Headers.Add("ce-id", "start");
        request.Headers.Add("ce-source", "/benchmark");
        request.Headers.Add("ce-type", contract.Type);
        request.Headers.Add("ce-time", TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
        return request;
    };
}
