using Shop.LocalCloud.Hosting;

namespace Shop.LocalCloud.Tests.Hosting;

public class FunctionEnvironmentTests
{
    private static readonly CloudEndpoints _cloud = CloudEndpoints.OnPorts(9000, 8085);

    [Fact]
    public void Function_IsToldWhatThePlatformTells()
    {
        var environment = Apply([], new() { ["TOPIC"] = "projects/local/topics/images" });

        Assert.Equal("8081", environment["PORT"]);
        Assert.Equal("Shop.Some.Function", environment["FUNCTION_TARGET"]);
        Assert.Equal("local", environment["GOOGLE_CLOUD_PROJECT"]);
        Assert.Equal("http://127.0.0.1:9000", environment["STORAGE_EMULATOR_HOST"]);
        Assert.Equal("127.0.0.1:8085", environment["PUBSUB_EMULATOR_HOST"]);
        Assert.Equal("127.0.0.1:9000", environment["FIRESTORE_EMULATOR_HOST"]);
        Assert.Equal("projects/local/topics/images", environment["TOPIC"]);
        Assert.Equal("local", environment["MODE"]);
    }

    [Fact]
    public void ValueForALaptop_GivesWayToTheShell() =>
        Assert.Equal("mine", Apply(new() { ["MODE"] = "mine" }, [])["MODE"]);

    [Theory]
    [InlineData("K_SERVICE")]
    [InlineData("K_REVISION")]
    [InlineData("FUNCTION_SIGNATURE_TYPE")]
    [InlineData("DOTNET_RUNNING_IN_CONTAINER")]
    public void SignOfADeployment_IsNotInherited(string name) =>
        Assert.DoesNotContain(name, Apply(new() { [name] = "true" }, []).Keys);

    [Fact]
    public void OtherVariables_AreInherited() =>
        Assert.Equal("http://127.0.0.1:4317", Apply(
            new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:4317" }, [])["OTEL_EXPORTER_OTLP_ENDPOINT"]);

    [Fact]
    public void InheritedHook_StaysBehindOurs()
    {
        var hooks = Apply(new() { [StartupHook.Variable] = "/opt/traces.dll" }, [])[StartupHook.Variable]!;

        Assert.Equal([typeof(StartupHook).Assembly.Location, "/opt/traces.dll"], hooks.Split(Path.PathSeparator));
    }

    private static Dictionary<string, string?> Apply(
        Dictionary<string, string?> inherited, Dictionary<string, string> own)
    {
        var function = TestFunction.Spec("Shop.Some.Function") with
        {
            LocalEnvironment = new Dictionary<string, string> { ["MODE"] = "${project}" },
        };
        FunctionEnvironment.Apply(inherited, function, own, 8081, _cloud);
        return inherited;
    }
}
