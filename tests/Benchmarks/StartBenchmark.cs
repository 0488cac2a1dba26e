using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Shop.EndToEnd;

namespace Shop.Benchmarks;

/// <summary>
/// The cold start: from the start of the process until its first event is acknowledged, beside a function that does
/// nothing and is otherwise alike. Both get the same event, of an object that the image processor knows for its own
/// output: it builds all that it is made of, clients included, and asks nobody anything. So the difference between the
/// two is what our code adds: until it listens its configuration and services, then its clients.
/// </summary>
internal static class StartBenchmark
{
    private const int Starts = 15;
    private const int WarmUps = 2;

    public static async Task RunAsync()
    {
        Console.WriteLine(
            "  Milliseconds since the process was started, "
            + $"median (middle half) of {Starts} starts of each, in turns");
        Console.WriteLine();
        var suite = new RunningSuite();
        await suite.StartAsync();
        try
        {
            var image = await suite.UploadAsync("dead-letters", "start.jpg", Photos.Jpeg(640, 480), "image/jpeg");
            await MeasureAsync(suite, image.GetRawText());
        }
        finally
        {
            await suite.EndAsync();
        }
    }

    private static async Task MeasureAsync(RunningSuite suite, string image)
    {
        var (bare, ours) = (new List<Start>(), new List<Start>());
        for (var start = -WarmUps; start < Starts; start++)
        {
            foreach (var (project, starts) in new[] { ("BareFunction", bare), ("ImageProcessor", ours) })
            {
                var measured = await StartAsync(suite, project, image);
                if (start >= 0)
                {
                    starts.Add(measured);
                }
            }
        }
        var table = new Table("", "bare function", "image processor", "ours / bare", "added by ours");
        Add("listens: wall", start => start.Listens.Wall);
        Add("listens: CPU", start => start.Listens.Cpu);
        Add("first event acknowledged: wall", start => start.First.Wall);
        Add("first event acknowledged: CPU", start => start.First.Cpu);
        Add("  of it since it listens: wall", start => start.First.Wall - start.Listens.Wall);
        Add("  of it since it listens: CPU", start => start.First.Cpu - start.Listens.Cpu);
        Add("then a photo of 640x480: wall", start => start.Second.Wall - start.First.Wall);
        Add("then a photo of 640x480: CPU", start => start.Second.Cpu - start.First.Cpu);
        table.Print();
        Console.WriteLine("  CPU is counted in steps of 10 ms.");

        void Add(string name, Func<Start, double> quantity)
        {
            var theirs = new Samples("bare", [.. bare.Select(quantity)]);
            var mine = new Samples("ours", [.. ours.Select(quantity)]);
            var difference = mine.Minus(theirs);
            // A bare function has so little to do here that a ratio to it says nothing.
            var ratio = theirs.Median >= 50 ? mine.Over(theirs).Show("0.00") : "";
            table.Add(name, theirs.Show("0"), mine.Show("0"), ratio, difference.Show("0"));
        }
    }

    private static async Task<Start> StartAsync(RunningSuite suite, string project, string image)
    {
        var port = FreePort();
        var address = new Uri($"http://127.0.0.1:{port}/");
        var begin = Stopwatch.GetTimestamp();
        await using var function = ProgramProcess.Start(project, [], EnvironmentOf(suite, port));
        await function.LineAsync(line => line.Contains("Application started", StringComparison.Ordinal));
        var listens = Now();
        await PostAsync(suite.Http, address, OwnOutput(image));
        var first = Now();
        await PostAsync(suite.Http, address, image);
        var second = Now();
        await function.TerminateAsync();
        return new Start(listens, first, second);

        Moment Now() => new(
            Stopwatch.GetElapsedTime(begin).TotalMilliseconds, ProcessCost.Cpu(function.Id).TotalMilliseconds);
    }

    private static Dictionary<string, string> EnvironmentOf(RunningSuite suite, int port) => new()
    {
        ["PORT"] = $"{port}",
        ["STORAGE_EMULATOR_HOST"] = suite.CloudUrl.GetLeftPart(UriPartial.Authority),
        ["PUBSUB_EMULATOR_HOST"] = suite.PubSubUrl.Authority,
        ["VARIANTS_BUCKET"] = "variants",
        ["IMAGES_TOPIC"] = "projects/local/topics/images",
        ["DEAD_LETTERS_TOPIC"] = "projects/local/topics/dead-letters",
    };

    private static string OwnOutput(string image)
    {
        var data = JsonNode.Parse(image)!;
        data["metadata"] = new JsonObject { ["source-generation"] = "1" };
        return data.ToJsonString();
    }

    private static async Task PostAsync(HttpClient http, Uri address, string data)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = RunningSuite.Json(data) };
        request.Headers.Add("ce-specversion", "1.0");
        request.Headers.Add("ce-id", "start");
        request.Headers.Add("ce-source", "//storage.googleapis.com/projects/_/buckets/dead-letters");
        request.Headers.Add("ce-type", "google.cloud.storage.object.v1.finalized");
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed record Start(Moment Listens, Moment First, Moment Second);

    private readonly record struct Moment(double Wall, double Cpu);
}
