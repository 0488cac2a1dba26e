using Shop.LocalCloud.Chaos;
using Shop.LocalCloud.CommandLine;

namespace Shop.LocalCloud.Tests.CommandLine;

public class SuiteCommandTests
{
    private static readonly string[] _functions = ["Api", "Orders", "Views"];

    [Fact]
    public void NoArguments_GiveTheDefaults()
    {
        var options = Read("");

        Assert.Equal(Path.GetFullPath(".local"), options.DataFolder);
        Assert.False(options.Fresh);
        Assert.Equal((8080, 9000, 8085), (options.ApiPort, options.CloudPort, options.PubSubPort));
        Assert.Null(options.Only);
        Assert.Empty(options.External);
        Assert.All(_functions, function => Assert.True(options.Starts(function)));
    }

    [Fact]
    public void EveryOption_IsRead()
    {
        var options = Read(
            "--data /tmp/suite --fresh --api-port 1 --cloud-port 2 --pubsub-port 65535 --only Api,Orders "
            + "--external Views=http://127.0.0.1:5000");

        Assert.Equal(Path.GetFullPath("/tmp/suite"), options.DataFolder);
        Assert.True(options.Fresh);
        Assert.Equal((1, 2, 65535), (options.ApiPort, options.CloudPort, options.PubSubPort));
        Assert.Equal(["Api", "Orders"], options.Only!.Order());
        Assert.Equal(new Uri("http://127.0.0.1:5000"), options.External["Views"]);
        Assert.Equal([true, true, false], _functions.Select(options.Starts));
    }

    [Fact]
    public void Chaos_IsNoneUnlessAskedFor()
    {
        Assert.Equal(ChaosOptions.None, Read("").Chaos);
        Assert.Equal(ChaosOptions.None with { Seed = 7, Error = 0.5 }, Read("--chaos seed=7,error=0.5").Chaos);
    }

    [Fact]
    public void WrongChaos_IsRefusedWithEachOfItsFaults()
    {
        var command = new SuiteCommand(_functions);

        var faults = command.Faults(command.Parse(["--chaos", "error=2,sleep=1"]));

        Assert.Equal(
            [
                "--chaos: error must be a share from 0 to 1, such as 0.1, not '2'",
                "--chaos: 'sleep' is no fault: there are seed, duplicate, delay, reorder, crash and error",
            ],
            faults);
    }

    [Theory]
    [InlineData("--only Orders", "Orders")]
    [InlineData("--only Orders,Views", "Orders Views")]
    [InlineData("--only Orders --only Views", "Orders Views")]
    [InlineData("--only Orders,Orders", "Orders")]
    [InlineData("--external Orders=http://127.0.0.1:1/", "Api Views")]
    [InlineData("--external Orders=http://127.0.0.1:1 --external Api=https://example.test/path", "Views")]
    // An external function is not started, even where it is asked for.
    [InlineData("--only Orders,Views --external Orders=http://127.0.0.1:1", "Views")]
    public void FunctionsAskedFor_AreStarted(string arguments, string started) =>
        Assert.Equal(started, string.Join(' ', _functions.Where(Read(arguments).Starts)));

    [Theory]
    [InlineData("", false)]
    [InlineData("--auth", true)]
    public void Tokens_AreWantedOnlyWhereAskedFor(string arguments, bool auth) =>
        Assert.Equal(auth, Read(arguments).Auth);

    [Fact]
    public void AnyFreePort_MayBeAskedForTwice()
    {
        var options = Read("--api-port 0 --cloud-port 0 --pubsub-port 0");

        Assert.Equal((0, 0, 0), (options.ApiPort, options.CloudPort, options.PubSubPort));
    }

    [Theory]
    [InlineData("", 9443)]
    [InlineData("--cloud-port 0", 0)]
    [InlineData("--cloud-port 7", 9443)]
    [InlineData("--tls-port 0", 0)]
    [InlineData("--tls-port 443", 443)]
    [InlineData("--tls-port none", null)]
    [InlineData("--tls-port none --cloud-port 9443", null)]
    public void TlsPort_IsThereUnlessSwitchedOff(string arguments, int? port) =>
        Assert.Equal(port, Read(arguments).TlsPort);

    [Theory]
    [InlineData("--tls-port off", "--tls-port must be a port, 0-65535, not 'off'")]
    [InlineData("--cloud-port 9443", "--cloud-port, --tls-port are all 9443: each needs a port of its own")]
    [InlineData("--only Order", "--only names 'Order', which is not a function: there are Api, Orders, Views")]
    [InlineData("--only api", "--only names 'api', which is not a function: there are Api, Orders, Views")]
    [InlineData("--only Api,", "--only names '', which is not a function: there are Api, Orders, Views")]
    [InlineData(
        "--external Order=http://h:1",
        "--external names 'Order', which is not a function: there are Api, Orders, Views")]
    [InlineData("--external Orders", "--external must be JOB=URL with an http or https URL, not 'Orders'")]
    [InlineData("--external Orders=", "--external must be JOB=URL with an http or https URL, not 'Orders='")]
    [InlineData(
        "--external Orders=127.0.0.1:5000",
        "--external must be JOB=URL with an http or https URL, not 'Orders=127.0.0.1:5000'")]
    [InlineData(
        "--external Orders=ftp://h/",
        "--external must be JOB=URL with an http or https URL, not 'Orders=ftp://h/'")]
    [InlineData(
        "--external Orders=http://h/?a=b",
        "--external must be JOB=URL with an http or https URL, not 'Orders=http://h/?a=b'")]
    [InlineData("--external Orders=http://h:1 --external Orders=http://h:2", "--external names 'Orders' twice")]
    [InlineData("--cloud-port 65536", "--cloud-port must be a port, 0-65535, not '65536'")]
    [InlineData("--api-port -1", "--api-port must be a port, 0-65535, not '-1'")]
    [InlineData("--pubsub-port http", "--pubsub-port must be a port, 0-65535, not 'http'")]
    [InlineData("--cloud-port 8085", "--cloud-port, --pubsub-port are all 8085: each needs a port of its own")]
    [InlineData("--api-port 7 --cloud-port 7", "--api-port, --cloud-port are all 7: each needs a port of its own")]
    public void Fault_IsSaidInOneSentence(string arguments, string sentence) =>
        Assert.Equal([sentence], Faults(arguments));

    [Theory]
    [InlineData("--nonsense")]
    [InlineData("Orders")]
    [InlineData("--data")]
    [InlineData("--only")]
    [InlineData("--cloud-port 1 --cloud-port 2")]
    public void CommandLineOfAnotherShape_IsRefused(string arguments) => Assert.NotEmpty(Faults(arguments));

    [Fact]
    public void EmptyDataFolder_IsRefused()
    {
        var command = new SuiteCommand(_functions);

        Assert.Equal(["--data must name a folder"], command.Faults(command.Parse(["--data", ""])));
    }

    [Fact]
    public void SeveralFaults_AreAllSaid() => Assert.Equal(3, Faults("--only X,Y --cloud-port zero").Count);

    private static SuiteOptions Read(string arguments)
    {
        var command = new SuiteCommand(_functions);
        var parsed = command.Parse(Split(arguments));
        Assert.Empty(command.Faults(parsed));
        return command.Read(parsed);
    }

    private static IReadOnlyList<string> Faults(string arguments)
    {
        var command = new SuiteCommand(_functions);
        return command.Faults(command.Parse(Split(arguments)));
    }

    private static string[] Split(string arguments) => arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
