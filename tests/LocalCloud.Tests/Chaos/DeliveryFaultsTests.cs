using System.Globalization;
using Shop.LocalCloud.Chaos;

namespace Shop.LocalCloud.Tests.Chaos;

public sealed class DeliveryFaultsTests
{
    private const int Drawn = 4000;

    private static readonly ChaosOptions _chaos =
        new(7, Duplicate: 0.1, Delay: TimeSpan.FromMilliseconds(200), Reorder: 0.2, Crash: 0.05, Error: 0.3);

    [Fact]
    public void SameDelivery_SuffersTheSame() => Assert.Equal(Draw(_chaos), Draw(_chaos));

    [Fact]
    public void OtherSeed_StrikesOthers() => Assert.NotEqual(Draw(_chaos), Draw(_chaos with { Seed = 8 }));

    [Fact]
    public void OtherSubscriptionOrAttempt_IsAnotherDraw()
    {
        var half = ChaosOptions.None with { Error = 0.5 };

        var attempts = Enumerable.Range(1, 50).Select(attempt => DeliveryFaults.Of(half, "s", "1", attempt));
        var subscriptions = Enumerable.Range(1, 50).Select(number => DeliveryFaults.Of(half, $"s{number}", "1", 1));

        Assert.True(attempts.Select(faults => faults.Failure).Distinct().Count() > 1);
        Assert.True(subscriptions.Select(faults => faults.Failure).Distinct().Count() > 1);
    }

    [Fact]
    public void Shares_AreWhatWasAskedFor()
    {
        var drawn = Draw(_chaos);

        AssertShare(0.1, drawn, faults => faults.Again != Repetition.None);
        AssertShare(0.2, drawn, faults => faults.Wait >= DeliveryFaults.HeldBack);
        AssertShare(0.05, drawn, faults => faults.Death != Death.None);
        AssertShare(0.3, drawn, faults => faults.Failure != FalseFailure.None);
        Assert.All(drawn, faults => Assert.InRange(
            faults.Wait, TimeSpan.Zero, DeliveryFaults.HeldBack + _chaos.Delay));
    }

    [Fact]
    public void EveryKindOfFault_OccursBothWays()
    {
        var drawn = Draw(_chaos);

        Assert.Equal(Enum.GetValues<Repetition>(), drawn.Select(faults => faults.Again).Distinct().Order());
        Assert.Equal(Enum.GetValues<FalseFailure>(), drawn.Select(faults => faults.Failure).Distinct().Order());
        Assert.Equal(Enum.GetValues<Death>(), drawn.Select(faults => faults.Death).Distinct().Order());
    }

    [Fact]
    public void NoChaos_IsNoFault() =>
        Assert.All(Draw(ChaosOptions.None with { Seed = 5 }), faults => Assert.Null(faults.InWords));

    private static DeliveryFaults[] Draw(ChaosOptions chaos) =>
    [
        .. Enumerable.Range(0, Drawn).Select(number => DeliveryFaults.Of(
            chaos, "projects/local/subscriptions/s", number.ToString(CultureInfo.InvariantCulture), 1)),
    ];

    // Four standard deviations of so many draws, so that no fair draw fails; the draws are the same in each run.
    private static void AssertShare(double share, DeliveryFaults[] drawn, Func<DeliveryFaults, bool> strikes)
    {
        var deviation = Math.Sqrt(share * (1 - share) / drawn.Length);
        Assert.InRange(
            drawn.Count(strikes) / (double)drawn.Length, share - (4 * deviation), share + (4 * deviation));
    }
}
