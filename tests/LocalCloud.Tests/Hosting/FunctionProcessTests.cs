using System.Diagnostics;
using Shop.LocalCloud.Hosting;
using Shop.LocalCloud.Logs;

namespace Shop.LocalCloud.Tests.Hosting;

/// <summary>Real processes: this test program again, as <see cref="TestFunction"/>.</summary>
public sealed class FunctionProcessTests : IDisposable
{
    private static readonly string _program = typeof(TestFunction).Assembly.Location;

    private readonly StringWriter _output = new();
    private readonly AnswerProbe _probe = new(TimeProvider.System);
    private readonly LoopbackPorts _ports = new();
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        _probe.Dispose();
        _output.Dispose();
    }

    [Fact]
    public async Task StartedFunction_AnswersAndEndsInGoodOrder()
    {
        var environment = new Dictionary<string, string> { ["BUCKET"] = "gs://uploads" };
        var process = Launcher(TestFunction.Answers, environment).Launch();
        await using (process)
        {
            await process.UntilAnswersAsync(CancellationToken.None).WaitAsync(Patience.Bound);

            Assert.Equal("gs://uploads", await EnvironmentAsync(process, "BUCKET"));
            Assert.Equal("http://127.0.0.1:9000", await EnvironmentAsync(process, "STORAGE_EMULATOR_HOST"));
            Assert.Equal("127.0.0.1:8085", await EnvironmentAsync(process, "PUBSUB_EMULATOR_HOST"));
            Assert.Equal("local", await EnvironmentAsync(process, "GOOGLE_CLOUD_PROJECT"));
            // What the function starts itself does not look for LocalCloud.
            Assert.Equal("(unset)", await EnvironmentAsync(process, StartupHook.Variable));
        }

        Assert.Equal(0, await process.Exited);
        Assert.Contains(
            "LocalCloud.Tests | ended in good order" + Environment.NewLine, _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FunctionThatFails_LeavesItsExitCodeAndLastLines()
    {
        await using var process = Launcher(TestFunction.Fails).Launch();

        Assert.Equal(7, await process.Exited.WaitAsync(Patience.Bound));

        Assert.Equal(["looking for the moon", "there is no moon tonight"], process.LastLines.Order());
    }

    [Fact]
    public async Task FunctionThatCrashed_KeepsItsPortWhenStartedAgain()
    {
        var launcher = Launcher(TestFunction.Answers);
        Uri address;
        await using (var first = launcher.Launch())
        {
            address = first.Address;
            await first.UntilAnswersAsync(CancellationToken.None).WaitAsync(Patience.Bound);
            await Assert.ThrowsAsync<HttpRequestException>(() => _http.GetAsync(new Uri(address, "/crash")));
            Assert.Equal(3, await first.Exited.WaitAsync(Patience.Bound));
        }

        await using var second = launcher.Launch();
        await second.UntilAnswersAsync(CancellationToken.None).WaitAsync(Patience.Bound);

        Assert.Equal(address, second.Address);
    }

    [Fact]
    public async Task FunctionThatIgnoresTheRequestToEnd_IsKilled()
    {
        var ready = new TaskCompletionSource();
        var start = new ProcessStartInfo(FunctionBinaries.Dotnet(), ["exec", _program]);
        start.Environment["FUNCTION_TARGET"] = TestFunction.Stubborn;
        var child = ChildProcess.Start(start, TimeSpan.FromMilliseconds(50), _ => ready.TrySetResult());
        await ready.Task.WaitAsync(Patience.Bound);

        await child.DisposeAsync().AsTask().WaitAsync(Patience.Bound);

        Assert.NotEqual(0, await child.Exited);
    }

    [Fact]
    public async Task KilledLocalCloud_LeavesNoFunctionBehind()
    {
        var start = new ProcessStartInfo(FunctionBinaries.Dotnet(), ["exec", _program])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["FUNCTION_TARGET"] = TestFunction.Parent;
        using var parent = Process.Start(start)!;
        var address = await parent.StandardOutput.ReadLineAsync().WaitAsync(Patience.Bound);
        var id = int.Parse(await _http.GetStringAsync(new Uri(new Uri(address!), "/id")), null);
        using var function = Process.GetProcessById(id);

        // Only this process: it gets no chance to end what it started.
        parent.Kill();

        await function.WaitForExitAsync().WaitAsync(Patience.Bound);
        Assert.False(await _probe.AnswersAsync(new Uri(address!), CancellationToken.None));
    }

    private FunctionLauncher Launcher(string target, IReadOnlyDictionary<string, string>? environment = null) => new(
        TestFunction.Spec(target),
        environment ?? new Dictionary<string, string>(),
        _program,
        _ports,
        0,
        CloudEndpoints.OnPorts(9000, 8085),
        _probe,
        new SuiteLog(TextWriter.Synchronized(_output), [TestFunction.Name], colour: false));

    private Task<string> EnvironmentAsync(IFunctionProcess process, string name) =>
        _http.GetStringAsync(new Uri(process.Address, "/environment?name=" + name));
}
