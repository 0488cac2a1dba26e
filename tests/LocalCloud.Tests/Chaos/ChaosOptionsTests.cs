using Shop.LocalCloud.Chaos;

namespace Shop.LocalCloud.Tests.Chaos;

public sealed class ChaosOptionsTests
{
    [Fact]
    public void EveryPart_IsRead()
    {
        var (options, faults) =
            ChaosOptions.Parse("seed=-7, duplicate=0.1,delay=250,reorder=0.2,crash=1,error=0");

        Assert.Empty(faults);
        Assert.Equal(new ChaosOptions(-7, 0.1, TimeSpan.FromMilliseconds(250), 0.2, 1, 0), options);
    }

    [Theory]
    [InlineData("", "'' is not of the form key=value")]
    [InlineData("seed", "'seed' is not of the form key=value")]
    [InlineData("seed=1,", "'' is not of the form key=value")]
    [InlineData("seed=1.5", "seed must be a whole number, not '1.5'")]
    [InlineData("seed=99999999999999999999", "seed must be a whole number")]
    [InlineData("seed=1,seed=2", "'seed' is there twice")]
    [InlineData("delay=-1", "delay must be 0 to 600000 milliseconds, not '-1'")]
    [InlineData("delay=1s", "delay must be 0 to 600000 milliseconds, not '1s'")]
    [InlineData("error=1.01", "error must be a share from 0 to 1, such as 0.1, not '1.01'")]
    [InlineData("error=-0.1", "error must be a share from 0 to 1")]
    [InlineData("crash=NaN", "crash must be a share from 0 to 1")]
    [InlineData("reorder=", "reorder must be a share from 0 to 1")]
    [InlineData("duplicate=50%", "duplicate must be a share from 0 to 1")]
    [InlineData("Error=0.1", "'Error' is no fault: there are seed, duplicate")]
    public void WrongPart_IsNamed(string text, string fault)
    {
        var (_, faults) = ChaosOptions.Parse(text);

        Assert.StartsWith(fault, Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void AllWrongParts_AreNamedAtOnce() =>
        Assert.Equal(3, ChaosOptions.Parse("error=2,seed=1,delay=x,sleep=1").Faults.Count);
}
