using Shop.Gcloud.Replay;
using Shop.Testing;

namespace Shop.Gcloud.Tests.Replay;

public sealed class Arguments
{
    private static readonly Dictionary<string, string> _emulators = new()
    {
        ["STORAGE_EMULATOR_HOST"] = "http://127.0.0.1:9000",
        ["PUBSUB_EMULATOR_HOST"] = "127.0.0.1:8085",
    };

    private readonly FakeClock _clock = new();

    [Fact]
    public async Task OnlyTheProject_GivesTheDefaults()
    {
        var options = await ReadAsync("--project shop-1");

        Assert.Equal("shop-1", options.Names.ProjectId);
        Assert.Equal(
            new ReplayOptions(options.Names, "shop-1-dead-letters", LetterSelection.All, 100, false, false), options);
    }

    [Fact]
    public async Task EveryOption_IsRead()
    {
        var options = await ReadAsync(
            "--project shop-1 --bucket kept --prefix orders-to-views/ --type shop.order.* --reason too-many-attempts "
            + "--from 2025-12-31T23:00:00-01:00 --to 2h --limit 7 --per-second 5 --execute --rewrite-uploads");

        Assert.Equal(
            new ReplayOptions(
                options.Names,
                "kept",
                new LetterSelection(
                    "orders-to-views/", "shop.order.*", "too-many-attempts",
                    new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), _clock.GetUtcNow() - TimeSpan.FromHours(2), 7),
                5, true, true),
            options);
    }

    [Theory]
    [InlineData("90s", 90)]
    [InlineData("30m", 1_800)]
    [InlineData("2h", 7_200)]
    [InlineData("3d", 259_200)]
    public async Task Duration_IsCountedBackFromNow(string text, int seconds) => Assert.Equal(
        _clock.GetUtcNow() - TimeSpan.FromSeconds(seconds),
        (await ReadAsync("--project shop-1 --from " + text)).Selection.From);

    [Fact]
    public async Task WithoutAProject_TheEnvironmentSaysWhich()
    {
        Assert.Equal(("local", "dead-letters"), await PlaceAsync("", _emulators));
        Assert.Equal(
            ("shop-2", "shop-2-dead-letters"), await PlaceAsync("", new() { ["GOOGLE_CLOUD_PROJECT"] = "shop-2" }));
        Assert.Equal(("shop-1", "shop-1-dead-letters"), await PlaceAsync("--project shop-1", _emulators));

        async Task<(string, string)> PlaceAsync(string arguments, Dictionary<string, string> environment)
        {
            var options = await ReadAsync(arguments, environment);
            return (options.Names.ProjectId, options.Bucket);
        }
    }

    [Theory]
    [InlineData("", "--project must say whose letters, as GOOGLE_CLOUD_PROJECT does not")]
    [InlineData(
        "--project local",
        "--project local is the local cloud: STORAGE_EMULATOR_HOST and PUBSUB_EMULATOR_HOST must lead there")]
    [InlineData("--project ''", "--project must not be empty")]
    [InlineData("--project p --bucket ''", "--bucket must not be empty")]
    [InlineData("--project p --prefix ''", "--prefix must not be empty")]
    [InlineData("--project p --type ''", "--type must not be empty")]
    [InlineData("--project p --type *.v1", "--type may have one * at its end, and not as in '*.v1'")]
    [InlineData("--project p --type a**", "--type may have one * at its end, and not as in 'a**'")]
    [InlineData("--project p --reason ''", "--reason must not be empty")]
    [InlineData(
        "--project p --from yesterday",
        "--from must be a time as 2026-01-31T09:00:00Z, or one that is past as 90s, 30m, 2h or 3d, not 'yesterday'")]
    [InlineData(
        "--project p --from 2026-01-31",
        "--from must be a time as 2026-01-31T09:00:00Z, or one that is past as 90s, 30m, 2h or 3d, not '2026-01-31'")]
    [InlineData(
        "--project p --to 2026-02-31T00:00:00Z",
        "--to must be a time as 2026-01-31T09:00:00Z, or one that is past as 90s, 30m, 2h or 3d, not '2026-02-31T00:00:00Z'")]
    [InlineData(
        "--project p --to 2w",
        "--to must be a time as 2026-01-31T09:00:00Z, or one that is past as 90s, 30m, 2h or 3d, not '2w'")]
    [InlineData("--project p --from 1h --to 2h", "--from must be before --to, as nothing was filed in between")]
    [InlineData("--project p --limit 0", "--limit must be a whole number from 1, not '0'")]
    [InlineData("--project p --limit many", "--limit must be a whole number from 1, not 'many'")]
    [InlineData("--project p --per-second 0", "--per-second must be a whole number, 1-1000, not '0'")]
    [InlineData("--project p --per-second 1001", "--per-second must be a whole number, 1-1000, not '1001'")]
    [InlineData("--project p --per-second 1.5", "--per-second must be a whole number, 1-1000, not '1.5'")]
    public async Task Fault_IsSaidInOneSentence(string arguments, string sentence)
    {
        var (code, _, error) = await RunAsync(arguments, []);

        Assert.Equal(2, code);
        Assert.Equal(sentence + "\nreplay --help lists the options.\n", error);
    }

    [Theory]
    [InlineData("STORAGE_EMULATOR_HOST", "PUBSUB_EMULATOR_HOST")]
    [InlineData("PUBSUB_EMULATOR_HOST", "STORAGE_EMULATOR_HOST")]
    public async Task HalfAnEmulator_IsRefused(string set, string unset)
    {
        var (code, _, error) = await RunAsync("--project p", new() { [set] = "127.0.0.1:1" });

        Assert.Equal(2, code);
        Assert.StartsWith($"{set} is set and {unset} is not", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SeveralFaults_AreAllSaid()
    {
        var (_, options, error) = await RunAsync("--limit 0 --per-second 0 --from x", []);

        Assert.Null(options);
        Assert.Equal(5, error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private async Task<ReplayOptions> ReadAsync(string arguments, Dictionary<string, string>? environment = null)
    {
        var (code, options, error) = await RunAsync(arguments, environment ?? []);
        Assert.Equal((0, ""), (code, error));
        return options!;
    }

    private async Task<(int Code, ReplayOptions? Options, string Error)> RunAsync(
        string arguments, Dictionary<string, string> environment)
    {
        ReplayOptions? options = null;
        using var error = new StringWriter { NewLine = "\n" };
        var command = ReplayCommand.Create(
            asked =>
            {
                options = asked;
                return Task.FromResult(0);
            },
            name => environment.GetValueOrDefault(name), error, _clock);
        var words = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word == "''" ? "" : word);
        var code = await command.Parse([.. words]).InvokeAsync();
        return (code, options, error.ToString());
    }
}
