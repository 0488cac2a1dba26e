using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Shop.LocalCloud.Durability;
using Shop.LocalCloud.Firestore;
using Shop.LocalCloud.Firestore.Commits;
using Shop.LocalCloud.Firestore.Fields;
using Shop.LocalCloud.Tests.Storage;

namespace Shop.LocalCloud.Tests.Firestore;

public sealed class DocumentStoreTests : IDisposable
{
    private static readonly string _root = ResourceName.Root("p", "(default)");
    private readonly string _folder = Directory.CreateTempSubdirectory("document-store-").FullName;
    private readonly ManualClock _clock = new();

    private string LogPath => Path.Combine(_folder, "documents.log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task CutAnywhereInTheLastCommit_KeepsAllOfItOrNothing()
    {
        long before;
        await using (var store = Open())
        {
            await store.CommitAsync([Put("a/1", 1), Put("a/2", 1)]);
            before = new FileInfo(LogPath).Length;
            await store.CommitAsync([Put("a/1", 2), Put("a/2", 2), Put("a/3", 2)]);
        }
        var bytes = await File.ReadAllBytesAsync(LogPath);

        for (var length = before; length <= bytes.Length; length++)
        {
            await File.WriteAllBytesAsync(LogPath, bytes[..(int)length]);
            await using var store = Open();
            var expected = length < bytes.Length ? "1,1," : "2,2,2";
            Assert.Equal(expected, await ContentAsync(store, "a/1", "a/2", "a/3"));
        }
    }

    [Fact]
    public async Task AcknowledgedCommits_AreOnTheDiskBeforeTheProcessEnds()
    {
        await using var running = Open();
        await running.CommitAsync([Put("a/1", 1), Put("a/gone", 1)]);
        await running.CommitAsync([Write.Delete(Name("a/gone"), default)]);
        var (before, _) = await running.GetAsync([Name("a/1")]);

        // What a new process finds that starts after this one was killed now.
        var copy = Directory.CreateDirectory(Path.Combine(_folder, "killed")).FullName;
        File.Copy(LogPath, Path.Combine(copy, "documents.log"));
        await using var next = Open(copy);

        var (after, _) = await next.GetAsync([Name("a/1"), Name("a/gone")]);
        Assert.Equal(before[0]!.UpdateTime, after[0]!.UpdateTime);
        Assert.Equal(before[0]!.CreateTime, after[0]!.CreateTime);
        Assert.Null(after[1]);
    }

    [Fact]
    public async Task UpdateTime_RisesOverClocksSetBackRestartsAndRewrites()
    {
        var times = new List<long>();
        for (var run = 0; run < 3; run++)
        {
            await using var store = Open(rewriteBytesMin: 200);
            for (var number = 0; number < 20; number++)
            {
                times.Add((await store.CommitAsync([Put("a/1", number)])).CommitTime);
                // Of a deleted document nothing but its time is left.
                times.Add((await store.CommitAsync([Write.Delete(Name("a/1"), default)])).CommitTime);
            }
            _clock.Set(new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero));
        }

        Assert.Equal(times.Order().Distinct(), times);
    }

    [Fact]
    public async Task RewrittenLog_HoldsWhatTheStoreHolds()
    {
        string expected;
        await using (var store = Open(rewriteBytesMin: 500))
        {
            for (var number = 0; number < 200; number++)
            {
                await store.CommitAsync([Put($"a/{number % 3}", number), Write.Delete(Name($"a/{(number + 1) % 3}"), default)]);
            }
            expected = await ContentAsync(store, "a/0", "a/1", "a/2");
        }

        Assert.InRange(new FileInfo(LogPath).Length, 1, 3_000);
        await using var next = Open();
        Assert.Equal(expected, await ContentAsync(next, "a/0", "a/1", "a/2"));
    }

    [Fact]
    public async Task ExpiredDocuments_AreDeletedByTheSweep()
    {
        await using var store = Open();
        var later = Timestamps.Format(Timestamps.Of(_clock.GetUtcNow().AddMinutes(30)));
        await store.CommitAsync([
            Expiring("a/later", $$$"""{"expiresAt":{"timestampValue":"{{{later}}}"}}"""),
            Expiring("a/text", """{"expiresAt":{"stringValue":"2001-01-01T00:00:00Z"}}"""),
            Expiring("a/past", """{"expiresAt":{"timestampValue":"2001-01-01T00:00:00Z"}}"""),
            Put("a/never", 1)]);
        using var sweep = new ExpirySweep(store, _clock, NullLogger<ExpirySweep>.Instance);

        await sweep.StartAsync(default);
        await _clock.WaitForTimerAsync(ExpirySweep.Interval);
        Assert.Equal([true, true, false, true], await PresentAsync(store));

        _clock.Advance(ExpirySweep.Interval);
        await _clock.WaitForTimerAsync(ExpirySweep.Interval);
        Assert.Equal([false, true, false, true], await PresentAsync(store));
        await sweep.StopAsync(default);
    }

    private static async Task<IEnumerable<bool>> PresentAsync(DocumentStore store)
    {
        var (documents, _) = await store.GetAsync(
            [Name("a/later"), Name("a/text"), Name("a/past"), Name("a/never")]);
        return documents.Select(document => document is not null);
    }

    private static async Task<string> ContentAsync(DocumentStore store, params string[] names)
    {
        var (documents, _) = await store.GetAsync([.. names.Select(Name)]);
        return string.Join(',', documents.Select(document => document is null
            ? ""
            : JsonElement.Parse(document.Fields.Json.Span)
                .GetProperty("n").GetProperty("integerValue").GetString()));
    }

    private DocumentStore Open(string? folder = null, long rewriteBytesMin = RecordLog.RewriteBytesMin) =>
        new(folder ?? _folder, _clock, NullLogger.Instance, rewriteBytesMin);

    private static string Name(string path) => $"{_root}/{path}";

    private static Write Put(string path, int n) =>
        Expiring(path, $$$"""{"n":{"integerValue":"{{{n}}}"}}""");

    private static Write Expiring(string path, string fields) =>
        Write.Update(Name(path), FieldSet.Of(JsonElement.Parse(fields)), default);
}
