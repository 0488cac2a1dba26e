using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Shop.LocalCloud.Durability;
using Shop.LocalCloud.Hosting;

namespace Shop.LocalCloud.Tests.Firestore;

public sealed class RecordLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("record-log-").FullName;

    private string LogPath => Path.Combine(_folder, "x.log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task CutAnywhereInTheLastRecord_KeepsAllOthers()
    {
        await AppendAsync("one", "two");
        var whole = new FileInfo(LogPath).Length;
        await AppendAsync("three");
        var bytes = await File.ReadAllBytesAsync(LogPath);

        for (var length = whole; length < bytes.Length; length++)
        {
            await File.WriteAllBytesAsync(LogPath, bytes[..(int)length]);
            Assert.Equal(["one", "two"], await ReadAsync());
            // What is written next stands behind what is whole.
            await AppendAsync("four");
            Assert.Equal(["one", "two", "four"], await ReadAsync());
        }
    }

    [Fact]
    public async Task LastFrameOfZeros_IsCutOff()
    {
        await AppendAsync("one");
        await using (var file = File.Open(LogPath, FileMode.Append))
        {
            file.Write(new byte[5_000]);
        }

        Assert.Equal(["one"], await ReadAsync());
    }

    [Fact]
    public async Task AnyByteFlippedBeforeTheEnd_FailsTheStartAndNamesTheFile()
    {
        await AppendAsync("one");
        var end = new FileInfo(LogPath).Length;
        await AppendAsync("two");
        var bytes = await File.ReadAllBytesAsync(LogPath);

        for (var at = 0; at < end; at++)
        {
            var damaged = bytes.ToArray();
            damaged[at] ^= 0x10;
            await File.WriteAllBytesAsync(LogPath, damaged);

            var fault = await Assert.ThrowsAsync<SuiteFailedException>(ReadAsync);
            Assert.Contains(LogPath, fault.Message, StringComparison.Ordinal);
            Assert.Equal(damaged, await File.ReadAllBytesAsync(LogPath));
        }
    }

    [Fact]
    public async Task KilledDuringARewrite_KeepsTheOldFile()
    {
        await AppendAsync("one", "two");
        var bytes = await File.ReadAllBytesAsync(LogPath);
        foreach (var part in new[] { 0, 5, bytes.Length - 1, bytes.Length })
        {
            await File.WriteAllBytesAsync(LogPath + ".new", bytes[..part]);

            Assert.Equal(["one", "two"], await ReadAsync());
            Assert.False(File.Exists(LogPath + ".new"));
        }
    }

    [Fact]
    public async Task LongFile_IsReplacedByWhatIsTrueNow()
    {
        var last = "";
        await using (var log = Open(_ => { }, () => [Bytes(Volatile.Read(ref last))], rewriteBytesMin: 1_000))
        {
            for (var number = 0; number < 200; number++)
            {
                Volatile.Write(ref last, $"value {number}");
                log.Append(Bytes(last));
                await log.Durable;
            }
        }

        Assert.InRange(new FileInfo(LogPath).Length, 1, 2_100);
        Assert.Equal("value 199", (await ReadAsync())[^1]);
    }

    [Fact]
    public async Task ManyWriters_AreAllKeptInTheirOrder()
    {
        await using (var log = Open(_ => { }, () => []))
        {
            await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
            {
                for (var number = 0; number < 20; number++)
                {
                    log.Append(Bytes($"{writer} {number}"));
                    await log.Durable;
                }
            })));
        }

        var read = await ReadAsync();
        Assert.Equal(320, read.Count);
        Assert.All(
            read.GroupBy(text => text.Split(' ')[0]),
            group => Assert.Equal(Enumerable.Range(0, 20), group.Select(text => int.Parse(text.Split(' ')[1]))));
    }

    private async Task AppendAsync(params string[] records)
    {
        await using var log = Open(_ => { }, () => []);
        foreach (var record in records)
        {
            log.Append(Bytes(record));
        }
        await log.Durable;
    }

    private async Task<List<string>> ReadAsync()
    {
        var read = new List<string>();
        await using var log = Open(record => read.Add(Encoding.UTF8.GetString(record.Span)), () => []);
        return read;
    }

    private RecordLog Open(
        Action<ReadOnlyMemory<byte>> replay, Func<IEnumerable<ReadOnlyMemory<byte>>> snapshot,
        long rewriteBytesMin = RecordLog.RewriteBytesMin) =>
        new(LogPath, replay, snapshot, NullLogger.Instance, rewriteBytesMin);

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
