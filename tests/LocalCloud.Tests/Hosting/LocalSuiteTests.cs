using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using Shop.LocalCloud.CommandLine;
using Shop.LocalCloud.Hosting;
using Shop.LocalCloud.Logs;
using Shop.Topology;

namespace Shop.LocalCloud.Tests.Hosting;

/// <summary>The whole suite in this process, with <see cref="TestFunction"/> as its only function.</summary>
public sealed partial class LocalSuiteTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("localcloud-");
    private readonly LineWriter _output = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        _stop.Dispose();
        _output.Dispose();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task Suite_SaysReadyWhenItsFunctionAnswersAndEndsItAtTheEnd()
    {
        var running = Suite(TestFunction.Answers).RunAsync(_stop.Token);
        var text = await _output.UntilAsync(Announcement.Ready, running);
        var function = new Uri(FunctionUrl().Match(text).Value);
        using (var response = await _http.GetAsync(function))
        {
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
        var page = PageUrl().Match(text).Groups[1].Value;
        Assert.Contains("<title>", await _http.GetStringAsync(page), StringComparison.Ordinal);
        // Clients differ in whether the emulator's host is the JSON API's address already.
        foreach (var path in new[] { "storage/v1/b/uploads", "b/uploads" })
        {
            Assert.Contains("\"uploads\"", await _http.GetStringAsync(page + path), StringComparison.Ordinal);
        }

        // An HTML object is served at the page's own address, and must run nothing there.
        using (var answer = await _http.GetAsync(new Uri(page + "storage/v1/b/uploads/o")))
        {
            Assert.Equal("sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        }

        await _stop.CancelAsync();
        await running.WaitAsync(Patience.Bound);

        Assert.Contains("ended in good order", await _output.RestAsync(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<HttpRequestException>(() => _http.GetAsync(function));
        DataFolder.Open(_data.FullName, fresh: false).Dispose();
    }

    [Fact]
    public async Task FunctionThatCrashes_IsStartedAgain()
    {
        var running = Suite(TestFunction.Answers).RunAsync(_stop.Token);
        var text = await _output.UntilAsync(Announcement.Ready, running);
        var page = PageUrl().Match(text).Groups[1].Value;
        using var events = new StreamReader(await _http.GetStreamAsync(new Uri(page + "_/events")));

        await Assert.ThrowsAsync<HttpRequestException>(
            () => _http.GetAsync(new Uri(FunctionUrl().Match(text).Value + "crash")));

        foreach (var kind in new[] { "FunctionStarted", "FunctionStopped", "FunctionStarted" })
        {
            string line;
            do
            {
                line = (await events.ReadLineAsync().WaitAsync(Patience.Bound))!;
            }
            while (!line.StartsWith("data:", StringComparison.Ordinal));
            Assert.Contains($"\"{kind}\"", line, StringComparison.Ordinal);
        }
        Assert.Contains("\"starts\":2", await _http.GetStringAsync(page + "_/functions"), StringComparison.Ordinal);
        await _stop.CancelAsync();
        await running.WaitAsync(Patience.Bound);
        Assert.Contains("asked to crash", await _output.RestAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FunctionThatCannotStart_EndsTheSuiteWithItsLastLines()
    {
        var fault = await Assert.ThrowsAsync<SuiteFailedException>(
            () => Suite(TestFunction.Fails).RunAsync(_stop.Token).WaitAsync(Patience.Bound));

        Assert.StartsWith(
            "LocalCloud.Tests ended with exit code 7 before it answered", fault.Message, StringComparison.Ordinal);
        Assert.Contains("there is no moon tonight", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExternalFunction_IsAddressedAndNotStarted()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}");
        silent.Stop();
        var running = Suite(TestFunction.Fails, external: address).RunAsync(_stop.Token);

        var text = await _output.UntilAsync(Announcement.Ready, running);

        Assert.Contains($"does not answer at {address}; its events wait for it", text, StringComparison.Ordinal);
        Assert.Matches($"LocalCloud.Tests +{address} +external, not answering", text);
        await _stop.CancelAsync();
        await running.WaitAsync(Patience.Bound);
    }

    [Theory]
    [InlineData("--cloud-port")]
    [InlineData("--pubsub-port")]
    [InlineData("--tls-port")]
    public async Task PortInUse_NamesTheOption(string option)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var fault = await Assert.ThrowsAsync<SuiteFailedException>(
            () => Suite(
                TestFunction.Answers,
                cloudPort: option == "--cloud-port" ? port : 0,
                pubSubPort: option == "--pubsub-port" ? port : 0,
                tlsPort: option == "--tls-port" ? port : null).RunAsync(_stop.Token).WaitAsync(Patience.Bound));

        Assert.Equal(
            $"port {port} is in use by another process: end that one, or choose another port with {option}",
            fault.Message);
    }

    [Fact]
    public async Task TlsPort_ServesTheSameObjectsAndTellsGsutil()
    {
        var running = Suite(TestFunction.Answers, tlsPort: 0).RunAsync(_stop.Token);
        var text = await _output.UntilAsync(Announcement.Ready, running);
        var settingsPath = Path.Combine(_data.FullName, "gsutil.boto");
        var settings = await File.ReadAllTextAsync(settingsPath);
        using var trusted = X509CertificateLoader.LoadCertificateFromFile(
            Path.Combine(_data.FullName, "tls.pem"));
        using var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, served, _, _) =>
                served!.Thumbprint == trusted.Thumbprint,
        };
        using var https = new HttpClient(handler);

        var answer = await https.GetStringAsync(new Uri(
            $"https://127.0.0.1:{TlsPortLine().Match(settings).Groups[1].Value}/storage/v1/b/uploads"));

        Assert.Contains("\"uploads\"", answer, StringComparison.Ordinal);
        Assert.Contains($"export BOTO_CONFIG='{settingsPath}'", text, StringComparison.Ordinal);
        await _stop.CancelAsync();
        await running.WaitAsync(Patience.Bound);
    }

    [Fact]
    public async Task NoTlsPort_LeavesNoSettingsThatLeadNowhere()
    {
        var settings = Path.Combine(_data.FullName, "gsutil.boto");
        await File.WriteAllTextAsync(Path.Combine(_data.FullName, ".localcloud-lock"), "");
        await File.WriteAllTextAsync(settings, "of an earlier run");

        var running = Suite(TestFunction.Answers).RunAsync(_stop.Token);
        var text = await _output.UntilAsync(Announcement.Ready, running);

        Assert.False(File.Exists(settings));
        Assert.DoesNotContain("BOTO_CONFIG", text, StringComparison.Ordinal);
        await _stop.CancelAsync();
        await running.WaitAsync(Patience.Bound);
    }

    private LocalSuite Suite(
        string target, int cloudPort = 0, int pubSubPort = 0, Uri? external = null, int? tlsPort = null)
    {
        var topology = new SuiteTopology([new("uploads"), new("variants")], [], [], [TestFunction.Spec(target)]);
        var externals = new Dictionary<string, Uri>();
        if (external is not null)
        {
            externals.Add(TestFunction.Name, external);
        }
        var options = new SuiteOptions(_data.FullName, false, 0, cloudPort, pubSubPort, null, externals, tlsPort);
        var log = new SuiteLog(_output, [TestFunction.Name], colour: false);
        return new LocalSuite(topology, options, log, TimeProvider.System);
    }

    [GeneratedRegex(@"(?<=\nLocalCloud\.Tests +)http://\S+")]
    private static partial Regex FunctionUrl();

    [GeneratedRegex(@"gs_json_port = (\d+)")]
    private static partial Regex TlsPortLine();

    [GeneratedRegex(@"Web page +(\S+)")]
    private static partial Regex PageUrl();

    /// <summary>Lets a test wait for a line of the output.</summary>
    private sealed class LineWriter : StringWriter
    {
        private readonly Channel<string> _writes = Channel.CreateUnbounded<string>();

        public override void Write(string? value) => _writes.Writer.TryWrite(value!);

        /// <returns>Everything written up to that line.</returns>
        public async Task<string> UntilAsync(string line, Task running)
        {
            var text = "";
            while (!text.EndsWith("\n" + line + Environment.NewLine, StringComparison.Ordinal))
            {
                var next = _writes.Reader.ReadAsync().AsTask();
                if (await Task.WhenAny(next, running).WaitAsync(Patience.Bound) == running)
                {
                    await running;
                }
                text += await next;
            }
            return text;
        }

        public async Task<string> RestAsync()
        {
            _writes.Writer.Complete();
            return string.Concat(await _writes.Reader.ReadAllAsync().ToArrayAsync());
        }
    }
}
