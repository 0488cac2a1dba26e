using Shop.Topology;

namespace Topology.Tests;

/// <summary>Each case is the smallest valid topology with one thing changed.</summary>
public class TopologyFileTests
{
    private const string Minimal = MinimalTopology.Local;

    [Fact]
    public void MinimalTopology_IsRead()
    {
        var topology = TopologyFile.Parse(Minimal, "minimal");

        Assert.Equal(["uploads", "variants"], topology.Buckets.Select(bucket => bucket.Name));
        Assert.Equal(["images", "dead-letters"], topology.Topics.Select(topic => topic.Name));
        Assert.Equal(
            [new SubscriptionSpec("images-to-resize", "images", "Resize", 600, 10, 600, new("dead-letters", 5))],
            topology.Subscriptions);
        var function = Assert.Single(topology.Functions);
        Assert.Equal("Resize", function.Name);
        Assert.Equal("Shop.Resize.Function", function.EntryPoint);
        Assert.Equal(new StorageTrigger("uploads", 10, 600), function.Trigger);
        Assert.Equal((60, 1), (function.TimeoutSeconds, function.Concurrency));
        Assert.Equal("${bucket:variants}", function.Environment["TARGET"]);
    }

    [Fact]
    public void FileInTheRepository_IsValid()
    {
        var topology = TopologyFile.Read(Path.Combine(AppContext.BaseDirectory, "topology.json"));

        Assert.Contains(topology.Functions, function => function.Name == "ImageProcessor");
    }

    [Theory]
    // Bounds are part of what is allowed.
    [InlineData("\"timeoutSeconds\": 60", "\"timeoutSeconds\": 540")]
    [InlineData("\"concurrency\": 1", "\"concurrency\": 1000")]
    [InlineData("\"minimumBackoffSeconds\": 10", "\"minimumBackoffSeconds\": 600")]
    [InlineData("\"minimumBackoffSeconds\": 10", "\"minimumBackoffSeconds\": 0")]
    [InlineData("\"dead-letters\" } ]", "\"dead-letters\" }, { \"name\": \"a-23456789-23456789-23456789-234\" } ]")]
    // A function without a trigger answers HTTP requests only.
    [InlineData(
        "\"trigger\": { \"bucket\": \"uploads\", \"minimumBackoffSeconds\": 10, \"maximumBackoffSeconds\": 600 },",
        "\"trigger\": null,")]
    [InlineData("\"publishesTo\": [ \"images\" ]", "\"publishesTo\": []")]
    [InlineData("${bucket:variants}", "${project}/${topic:images}/plain $ and {}")]
    [InlineData("\"topics\":", "/* what they talk over */ \"topics\":")]
    public void LegalChange_IsAccepted(string from, string to) => TopologyFile.Parse(Changed(from, to), "changed");

    [Theory]
    [InlineData("{ \"name\": \"uploads\" }", "{ \"name\": \"Uploads\" }", "bucket name 'Uploads'")]
    [InlineData("{ \"name\": \"uploads\" }", "{ \"name\": \"uploads\\n\" }", "bucket name 'uploads\n'")]
    [InlineData("{ \"name\": \"uploads\" }", "{ \"name\": \"goog-uploads\" }", "bucket name 'goog-uploads'")]
    [InlineData("{ \"name\": \"uploads\" }", "{ \"name\": \"up\" }", "bucket name 'up' must be 3-32")]
    [InlineData("\"variants\" }", "\"uploads\" }", "bucket 'uploads' is listed twice")]
    [InlineData("{ \"name\": \"dead-letters\" }", "{ \"name\": \"images-\" }", "topic name 'images-'")]
    [InlineData(
        "\"dead-letters\" } ]", "\"dead-letters\" }, { \"name\": \"a-23456789-23456789-23456789-2345\" } ]", "must be 3-32 characters")]
    [InlineData("\"name\": \"Resize\"", "\"name\": \"resize\"", "function name 'resize'")]
    [InlineData("\"timeoutSeconds\": 60", "\"timeoutSeconds\": 0", "function Resize: timeoutSeconds is 0")]
    [InlineData("\"timeoutSeconds\": 60", "\"timeoutSeconds\": 541", "timeoutSeconds is 541, must be 1-540")]
    [InlineData("\"concurrency\": 1", "\"concurrency\": 0", "concurrency is 0")]
    [InlineData("\"concurrency\": 1", "\"concurrency\": 1001", "concurrency is 1001")]
    [InlineData("\"bucket\": \"uploads\"", "\"bucket\": \"downloads\"", "trigger names bucket 'downloads'")]
    [InlineData("\"minimumBackoffSeconds\": 10", "\"minimumBackoffSeconds\": -1", "trigger backoff")]
    [InlineData("\"maximumBackoffSeconds\": 600", "\"maximumBackoffSeconds\": 601", "trigger backoff")]
    [InlineData("\"maximumBackoffSeconds\": 600", "\"maximumBackoffSeconds\": 9", "trigger backoff")]
    [InlineData("[ \"images\" ]", "[ \"pictures\" ]", "publishesTo names topic 'pictures'")]
    [InlineData("[ \"images\" ]", "[ \"images\", \"images\" ]", "publishesTo names topic 'images' twice")]
    [InlineData("[ \"images\" ]", "[ null ]", "publishesTo has a null")]
    [InlineData("\"functions/Resize\"", "\"/functions/Resize\"", "project '/functions/Resize' must be a folder")]
    [InlineData("\"functions/Resize\"", "\"functions/../Resize\"", "must be a folder relative")]
    [InlineData("\"functions/Resize\"", "\"functions\\\\Resize\"", "must be a folder relative")]
    [InlineData("\"functions/Resize\"", "\"functions/Other\"", "must end in /Resize")]
    [InlineData("\"Shop.Resize.Function\"", "\"Shop.Resize.\"", "entryPoint 'Shop.Resize.' must be the full name")]
    [InlineData("\"TARGET\":", "\"target\":", "environment variable 'target'")]
    [InlineData("\"TARGET\":", "\"PORT\":", "environment variable PORT is set by the platform")]
    [InlineData("\"TARGET\":", "\"K_SERVICE\":", "environment variable K_SERVICE is set by the platform")]
    [InlineData("\"${bucket:variants}\"", "null", "functions[0].environment.TARGET is null")]
    [InlineData("${bucket:variants}", "${bucket:images}", "names ${bucket:images}, which is not listed")]
    [InlineData("${bucket:variants}", "${topic:uploads}", "names ${topic:uploads}, which is not listed")]
    [InlineData("${bucket:variants}", "${secret:key}", "has an unknown reference in '${secret:key}'")]
    [InlineData("${bucket:variants}", "${bucket:variants", "has an unknown reference")]
    [InlineData("\"dead-letters\" } ]", "\"dead-letters\" }, null ]", "topics has a null")]
    [InlineData("\"images-to-resize\"", "\"To\"", "subscription name 'To'")]
    [InlineData("\"topic\": \"images\"", "\"topic\": \"pictures\"", "subscription images-to-resize: topic 'pictures' is not")]
    [InlineData("\"function\": \"Resize\"", "\"function\": \"Size\"", "subscription images-to-resize: function 'Size' is not")]
    [InlineData("\"ackDeadlineSeconds\": 600", "\"ackDeadlineSeconds\": 601", "ackDeadlineSeconds is 601, must be 10-600")]
    [InlineData("\"ackDeadlineSeconds\": 600", "\"ackDeadlineSeconds\": 60", "must be more than the 60 s that Resize may take")]
    [InlineData("\"maximumBackoffSeconds\": 600", "\"maximumBackoffSeconds\": 9", "images-to-resize: backoff must")]
    [InlineData("\"attemptsMax\": 5", "\"attemptsMax\": 4", "attemptsMax is 4, must be 5-100")]
    [InlineData("{ \"topic\": \"dead-letters\"", "{ \"topic\": \"lost\"", "deadLetters names topic 'lost'")]
    [InlineData("{ \"topic\": \"dead-letters\"", "{ \"topic\": \"images\"", "it would loop for ever")]
    [InlineData("\"unknownTypes\": \"Resize\"", "\"unknownTypes\": \"Size\"", "topic images: unknownTypes names 'Size'")]
    [InlineData(", \"unknownTypes\": \"Resize\"", "", "topic images: unknownTypes must name the function")]
    [InlineData(
        "\"concurrency\": 1,", "\"concurrency\": 1, \"secrets\": { \"KEY\": \"key-name\" },",
        "secret KEY needs a value in localEnvironment")]
    [InlineData(
        "\"concurrency\": 1,", "\"concurrency\": 1, \"secrets\": { \"TARGET\": \"target\" },",
        "environment variable TARGET is also a secret")]
    [InlineData("\"concurrency\": 1,", "", "concurrency")]
    [InlineData("\"concurrency\": 1,", "\"concurrency\": 1, \"concurrency\": 2,", "concurrency")]
    [InlineData("\"concurrency\": 1,", "\"concurrency\": 1, \"memory\": 2,", "memory")]
    [InlineData("\"project\": \"functions/Resize\"", "\"project\": null", "project")]
    public void IllegalChange_IsNamed(string from, string to, string message)
    {
        var fault = Assert.Throws<InvalidTopologyException>(() => TopologyFile.Parse(Changed(from, to), "changed"));

        Assert.Contains(fault.Faults, each => each.Contains(message, StringComparison.Ordinal));
        Assert.StartsWith("changed: ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FunctionsThatDifferInCaseOnly_AreRefused()
    {
        var start = Minimal.LastIndexOf("    {\n", StringComparison.Ordinal);
        var function = Minimal[start..Minimal.LastIndexOf("\n  ]", StringComparison.Ordinal)];
        var twin = function.Replace("\"Resize\"", "\"RESIZE\"", StringComparison.Ordinal)
            .Replace("functions/Resize", "functions/RESIZE", StringComparison.Ordinal);

        var fault = Assert.Throws<InvalidTopologyException>(
            () => TopologyFile.Parse(Changed(function, function + "," + twin), "twins"));

        Assert.Equal(["function 'RESIZE' is listed twice"], fault.Faults);
    }

    [Fact]
    public void SeveralFaults_AreAllNamed()
    {
        var json = Changed("\"concurrency\": 1", "\"concurrency\": 0")
            .Replace("\"bucket\": \"uploads\"", "\"bucket\": \"nowhere\"", StringComparison.Ordinal);

        var fault = Assert.Throws<InvalidTopologyException>(() => TopologyFile.Parse(json, "broken"));

        Assert.Equal(2, fault.Faults.Count);
        Assert.All(fault.Faults, each => Assert.Contains(each, fault.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    public void NotATopology_IsRefused(string json) =>
        Assert.Throws<InvalidTopologyException>(() => TopologyFile.Parse(json, "broken"));

    [Fact]
    public void MissingFile_IsNamed()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "no-such-topology.json");

        var fault = Assert.Throws<InvalidTopologyException>(() => TopologyFile.Read(path));

        Assert.Equal($"{path}: the file does not exist", fault.Message);
    }

    private static string Changed(string from, string to) => MinimalTopology.Changed(Minimal, (from, to));
}
