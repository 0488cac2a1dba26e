using System.Text.Json.Nodes;
using Shop.EndToEnd;

namespace Shop.Benchmarks;

/// <summary>
/// The cold start: from the start of the process until its first event is acknowledged, beside a function that does
/// nothing and is otherwise alike. Both get the same event, of an object that the image processor knows for its own
/// output: it builds all that it is made of, clients included, and asks nobody anything. So the difference between the
/// two is what our code adds: until it listens its configuration and services, then its clients. The functions that
/// handle events of ours follow.
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
            Console.WriteLine();
            await EventFunctionStarts.RunAsync(suite, WarmUps, Starts);
        }
        finally
        {
            await suite.EndAsync();
        }
    }

    private static async Task MeasureAsync(RunningSuite suite, string image)
    {
        var (bare, ours) = (new List<ColdStart>(), new List<ColdStart>());
        for (var start = -WarmUps; start < Starts; start++)
        {
            foreach (var (project, starts) in new[] { ("BareFunction", bare), ("ImageProcessor", ours) })
            {
                var measured = await ColdStart.MeasureAsync(
                    suite.Http, project, EnvironmentOf(suite), () => Event(OwnOutput(image)), () => Event(image));
                if (start >= 0)
                {
                    starts.Add(measured);
                }
            }
        }
        var table = new Table("", "bare function", "image processor", "ours / bare", "added by ours");
        Add("listens: wall", start => start.Listens.Wall);
        Add("listens: CPU", start => start.Listens.Cpu);
        Add("first event acknowledged: wall", start => start.Handled[0].Wall);
        Add("first event acknowledged: CPU", start => start.Handled[0].Cpu);
        Add("  of it since it listens: wall", start => start.Handled[0].Wall - start.Listens.Wall);
        Add("  of it since it listens: CPU", start => start.Handled[0].Cpu - start.Listens.Cpu);
        Add("then a photo of 640x480: wall", start => start.Handled[1].Wall - start.Handled[0].Wall);
        Add("then a photo of 640x480: CPU", start => start.Handled[1].Cpu - start.Handled[0].Cpu);
        table.Print();
        Console.WriteLine("  CPU is counted in steps of 10 ms.");

        void Add(string name, Func<ColdStart, double> quantity)
        {
            var theirs = new Samples("bare", [.. bare.Select(quantity)]);
            var mine = new Samples("ours", [.. ours.Select(quantity)]);
            var difference = mine.Minus(theirs);
            // A bare function has so little to do here that a ratio to it says nothing.
            var ratio = theirs.Median >= 50 ? mine.Over(theirs).Show("0.00") : "";
            table.Add(name, theirs.Show("0"), mine.Show("0"), ratio, difference.Show("0"));
        }
    }

    private static Dictionary<string, string> EnvironmentOf(RunningSuite suite) => new()
    {
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

    private static HttpRequestMessage Event(string data)
    {
        var request = new HttpRequestMessage { Content = RunningSuite.Json(data) };
        request.Headers.Add("ce-specversion", "1.0");
        request.Headers.Add("ce-id", "start");
        request.Headers.Add("ce-source", "//storage.googleapis.com/projects/_/buckets/dead-letters");
        request.Headers.Add("ce-type", "google.cloud.storage.object.v1.finalized");
        return request;
    }
}
