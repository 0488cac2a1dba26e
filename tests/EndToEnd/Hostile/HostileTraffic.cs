using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace Shop.EndToEnd.Hostile;

/// <summary>
/// The API as a process, with tokens, as deployed, against twenty thousand requests that nobody in their right mind would
/// send. HOSTILE_SEED=N sends others; HOSTILE_ONLY=N sends one of them alone.
/// </summary>
[Collection(SuiteTests.Name)]
public sealed partial class HostileTraffic(LocalSuite suite, ITestOutputHelper output)
{
    private const int RequestsDefault = 20_000;
    private const int SeedDefault = 2026;

    // By then everything that is made once has been made: code compiled, pools filled, keys read.
    private const int WarmUp = 5_000;

    private const int AtOnce = 6;

    private const int FaultsMax = 10;
    private const int LinesMax = 60;

    // Of 15,000 requests, one that left 200 bytes behind each time would show; objects of a request take some kilobytes.
    // Between two looks at a process without a leak lie some hundred kilobytes, of timers and pooled buffers.
    private const long HeldBytesMax = 3_000_000;

    // Code that is compiled again because it is used much, and stacks of threads, take up to some twenty megabytes more,
    // depending on the machine; a native leak of 4 KB for each request would be 60.
    private const long ResidentBytesMax = 50_000_000;

    private static readonly int _seed = Setting("HOSTILE_SEED") ?? SeedDefault;

    private readonly ConcurrentDictionary<string, int> _seen = new();
    private readonly ConcurrentQueue<string> _faults = new();

    [SkippableFact]
    public async Task TwentyThousandHostileRequests_AreAnsweredAndLeaveNothingBehind()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "looks at the memory of a process in /proc, which only Linux has");
        await using var issuer = await TokenIssuer.StartAsync();
        await using var api = await ApiProcess.StartAsync(
            CloudHosts.Of(suite),
            [
                .. issuer.Environment, Memory.Variable, ("OPERATORS", Scene.Operator), ("CORS_ORIGINS", "https://shop.example"),
                ("RATE_LIMIT_PER_MINUTE", "10000000"),
            ]);
        var scene = await Scene.SetAsync(suite, issuer, api.Address, $"hostile-{_seed}");
        var requests = new Requests(scene, _seed);
        if (Setting("HOSTILE_ONLY") is { } only)
        {
            await AskAsync(api.Address, requests, only);
            Assert.True(_faults.IsEmpty, string.Join("\n\n", _faults));
            return;
        }
        var count = Setting("HOSTILE_REQUESTS") ?? RequestsDefault;
        var slow = SlowClients.AskAsync(api.Address);

        await AskAllAsync(api.Address, requests, 0, WarmUp);
        var before = await Memory.SettledAsync(api);
        await AskAllAsync(api.Address, requests, WarmUp, count - WarmUp);
        Assert.True(_faults.IsEmpty, string.Join("\n\n", _faults));
        await slow;
        var after = await Memory.SettledAsync(api);

        output.WriteLine($"Before {before}, after {after}. Answered: {Seen()}");
        await scene.PlaceAsync();
        Assert.InRange(after.HeldBytes - before.HeldBytes, long.MinValue, HeldBytesMax);
        Assert.InRange(after.ResidentBytes - before.ResidentBytes, long.MinValue, ResidentBytesMax);
        var unhealthy = Unhealthy().Matches(api.Output);
        Assert.True(unhealthy.Count == 0, "In the log: " + string.Join('\n', unhealthy.Take(LinesMax).Select(match => match.Value)));
        AssertAllPartsWereReached();
        Assert.Equal(0, await api.TerminateAsync());
    }

    private Task AskAllAsync(Uri api, Requests requests, int first, int count) => Parallel.ForEachAsync(
        Enumerable.Range(first, count),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
        async (number, _) =>
        {
            // Where a whole part of the API is broken, a few requests tell it.
            if (_faults.Count < FaultsMax)
            {
                await AskAsync(api, requests, number);
            }
        });

    private async Task AskAsync(Uri api, Requests requests, int number)
    {
        var request = requests.Number(number);
        string answer, fault;
        try
        {
            answer = await Wire.AskAsync(api, request);
            fault = Answers.Fault(request, answer) ?? "";
        }
        catch (TimeoutException hang)
        {
            (answer, fault) = ("", hang.Message);
        }
        if (fault.Length > 0)
        {
            _faults.Enqueue($"{fault}\nAgain: HOSTILE_SEED={_seed} HOSTILE_ONLY={number}\nRequest: {request}\nAnswer: {answer}");
        }
        _seen.AddOrUpdate($"{Answers.StatusOf(answer)} {Answers.ProblemOf(answer)}".Trim(), 1, (_, times) => times + 1);
    }

    // Otherwise the requests would only have knocked at the door.
    private void AssertAllPartsWereReached()
    {
        string[] expected =
        [
            "200", "202", "204", "302", "400", "400 malformed-json", "400 invalid-idempotency-key", "400 invalid-parameter",
            "400 invalid-page-token", "400 bad-request", "401 unauthenticated", "403 operators-only", "404 not-found",
            "405 method-not-allowed", "406 not-acceptable", "413 body-too-large", "414 uri-too-long", "415 unsupported-media-type",
            "422 validation-failed", "431", "431 headers-too-large",
        ];
        Assert.True(
            expected.All(_seen.ContainsKey),
            $"Never answered: {string.Join(", ", expected.Except(_seen.Keys))}. Answered: {Seen()}");
    }

    private string Seen() => string.Join(", ", _seen.Select(seen => $"{seen.Key} ({seen.Value})").Order(StringComparer.Ordinal));

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;

    // Everything that the API talks to is well, so nothing is worth an error, nor has anything a stack.
    [GeneratedRegex(@"^.*( (fail|crit): |Unhandled exception|   at [\w.]+\().*$", RegexOptions.Multiline)]
    private static partial Regex Unhealthy();
}
