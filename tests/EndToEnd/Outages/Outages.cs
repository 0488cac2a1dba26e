using Shop.Documents;
using Shop.Documents.Firestore;
using Shop.EndToEnd.Orders;
using Xunit.Abstractions;

namespace Shop.EndToEnd.Outages;

/// <summary>
/// Orders through the API while what it depends on goes away and comes back: every caller is told what they need to
/// know, and afterwards the books agree with what they were told.
/// </summary>
public sealed class Outages(ITestOutputHelper output)
{
    // Far beyond what it takes: it only turns a hang into a failure that says what is still open.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task OutagesOnLocalCloud_LoseNoOrderAndDoubleNone()
    {
        var suite = new RunningSuite(null, "--only", "Inventory,Orders,Views");
        await suite.StartAsync();
        try
        {
            using var documents = new FirestoreDocumentStore(new FirestoreOptions("local") { EmulatorHost = suite.CloudUrl.Authority });
            await RunAsync(CloudHosts.Of(suite), documents, Enum.GetValues<Breakage>());
        }
        finally
        {
            await suite.EndAsync();
        }
    }

    [SkippableFact]
    public async Task OutagesOnGoogleEmulators_LoseNoOrderAndDoubleNone()
    {
        await using var suite = await GoogleSuite.StartAsync(faultSeed: null);
        // What a broken connection is does not depend on the server; that hanging calls are carried out late does.
        await RunAsync(suite.Cloud, suite.Documents, [Breakage.Hangs]);
    }

    // Side by side: each has an API of its own, and most of the time is waiting.
    private async Task RunAsync(CloudHosts cloud, IDocumentStore documents, IReadOnlyList<Breakage> breakages)
    {
        var receipts = new Receipts();
        var stories = new List<OutageStory>();
        try
        {
            foreach (var breakage in breakages)
            {
                stories.Add(await OutageStory.BeginAsync(cloud, breakage, receipts));
            }
            await Task.WhenAll(stories.Select(story => story.TellAsync()));
            await SettleAsync(new Books(documents, receipts));
            foreach (var story in stories)
            {
                await story.AssertShownAsync();
            }
            output.WriteLine(receipts.ToString());
        }
        finally
        {
            foreach (var story in stories)
            {
                await story.DisposeAsync();
            }
        }
    }

    private static async Task SettleAsync(Books books)
    {
        var started = TimeProvider.System.GetTimestamp();
        IReadOnlyList<string> broken;
        while ((broken = await books.BrokenAsync()).Count > 0)
        {
            Assert.True(
                TimeProvider.System.GetElapsedTime(started) < _patience, "Not as it must be: " + string.Join("; ", broken.Take(20)));
        }
    }
}
