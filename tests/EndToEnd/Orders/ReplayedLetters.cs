using System.Text.Json;
using Google.Cloud.Storage.V1;
using Shop.Contracts;
using Shop.Documents.Firestore;

namespace Shop.EndToEnd.Orders;

/// <summary>
/// A thousand dead letters, replayed by the operator's command that is killed again and again: each event has its
/// effect once, and no letter is lost or left.
/// </summary>
public sealed class ReplayedLetters : IAsyncLifetime
{
    private const int Seed = 30_11;
    private const int Orders = 430;
    private const int Skus = 20;
    private const int Kills = 4;
    private const int LettersPerKill = 120;
    private const string Bucket = "dead-letters";
    private const string Broken = "broken";

    // Far beyond what it takes: it only turns a hang into a failure that says what there is.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(4);

    // Given up again as soon as it is replayed, by each of the functions that handle its type.
    private static readonly string[] _brokenFolders = ["orders-to-inventory", "orders-to-orders", "orders-to-views"];

    private readonly RunningSuite _suite = new();
    private StorageClient _storage = null!;

    public async Task InitializeAsync()
    {
        await _suite.StartAsync();
        _storage = new StorageClientBuilder { BaseUri = _suite.CloudUrl + "storage/v1/", UnauthenticatedAccess = true }.Build();
    }

    public async Task DisposeAsync()
    {
        _storage.Dispose();
        Assert.Equal(0, await _suite.EndAsync());
    }

    [Fact]
    public async Task ThousandLettersAndAReplayThatIsKilled_HaveTheirEffectOnce()
    {
        var traffic = new OrderTraffic(Seed, Orders, Skus);
        var ledger = new Ledger(traffic);
        var watch = await _suite.WatchAsync("orders");
        List<DeadLetter> letters =
        [
            .. traffic.AsDeadLetters(),
            new("orders", "inventory", Broken, EventContracts.OrderPlaced.Type, "{}"u8.ToArray()),
        ];
        Assert.InRange(letters.Count, 1_000, 1_100);
        await DeadLetter.PublishAsync(letters, _suite.Http, _suite.PubSubUrl);
        await NamesAsync(names => names.Count == letters.Count);

        await DryRun_ShowsThemAndTouchesNothing(letters.Count);
        await Interrupt_CarriesThroughWhatIsBegun();
        await Kills_LeaveLettersAside();
        await using (var last = Replay("--execute", "--per-second", "1000"))
        {
            Assert.True(await last.ExitAsync() == 0, last.Output);
        }

        var left = await NamesAsync(names => names.Count == _brokenFolders.Length);
        Assert.Equal(_brokenFolders, left.Select(name => name.Split('/')[0]));
        Assert.All(await Task.WhenAll(left.Select(EventIdAsync)), id => Assert.Equal(Broken, id));
        await Settling.UntilAsync(watch, ledger, new Books(Documents(), traffic));
        Assert.DoesNotContain(ledger.Broken, fault => !fault.Contains(Broken, StringComparison.Ordinal));
    }

    private async Task DryRun_ShowsThemAndTouchesNothing(int count)
    {
        var before = await NamesAsync(_ => true);
        await using var dry = Replay();

        Assert.Equal(0, await dry.ExitAsync());
        Assert.Contains($"{count} of gs://{Bucket} would be replayed.", dry.Output, StringComparison.Ordinal);
        Assert.Equal(before, await NamesAsync(_ => true));
    }

    private async Task Interrupt_CarriesThroughWhatIsBegun()
    {
        var before = await NamesAsync(_ => true);
        // So slowly that it cannot have ended by itself.
        await using var run = Replay("--execute", "--per-second", "40");
        await NamesAsync(names => names.Count < before.Count);
        ProgramProcess.Signal(run.Id, "INT");

        Assert.Equal(1, await run.ExitAsync());
        Assert.Contains("The same command goes on from here", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(await NamesAsync(_ => true), IsAside);
    }

    private async Task Kills_LeaveLettersAside()
    {
        var aside = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            var before = (await NamesAsync(_ => true)).Count;
            await using var run = Replay("--execute", "--per-second", "1000");
            await NamesAsync(names => names.Count <= before - LettersPerKill);
            ProgramProcess.Signal(run.Id, "KILL");
            Assert.Equal(137, await run.ExitAsync());
            aside += (await NamesAsync(_ => true)).Count(IsAside);
        }
        // Otherwise no kill has struck between two steps of a letter.
        Assert.True(aside > 0, "No letter lay aside after any of the kills.");
    }

    private ProgramProcess Replay(params string[] arguments) => ProgramProcess.Start(
        "Gcloud",
        ["replay", .. arguments],
        new Dictionary<string, string>
        {
            ["STORAGE_EMULATOR_HOST"] = _suite.CloudUrl.GetLeftPart(UriPartial.Authority),
            ["PUBSUB_EMULATOR_HOST"] = _suite.PubSubUrl.Authority,
        });

    // Asked again at once until they are as wanted.
    private async Task<List<string>> NamesAsync(Func<List<string>, bool> wanted)
    {
        var started = TimeProvider.System.GetTimestamp();
        var names = new List<string>();
        do
        {
            names.Clear();
            await foreach (var found in _storage.ListObjectsAsync(Bucket))
            {
                names.Add(found.Name);
            }
            if (wanted(names))
            {
                return names;
            }
        }
        while (TimeProvider.System.GetElapsedTime(started) < _patience);
        throw new TimeoutException($"There are {names.Count} letters: {string.Join(' ', names.Take(10))}");
    }

    private async Task<string?> EventIdAsync(string name)
    {
        using var letter = JsonDocument.Parse((await _suite.DownloadAsync(Bucket, name))!);
        return letter.RootElement.GetProperty("attributes").GetProperty("ce-id").GetString();
    }

    private static bool IsAside(string name) => name.StartsWith("replaying/", StringComparison.Ordinal);

    private FirestoreDocumentStore Documents() =>
        new(new FirestoreOptions("local") { EmulatorHost = _suite.CloudUrl.Authority });
}
