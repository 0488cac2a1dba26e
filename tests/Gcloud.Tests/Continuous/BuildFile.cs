using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shop.Gcloud.Tests.Deployed;
using YamlDotNet.RepresentationModel;

namespace Shop.Gcloud.Tests.Continuous;

/// <summary>The repository's cloudbuild.yaml as JSON, and what must hold of it whoever has read it.</summary>
internal static partial class BuildFile
{
    // Cloud Build itself gives these; https://cloud.google.com/build/docs/configuring-builds/substitute-variable-values
    private static readonly string[] _given = ["PROJECT_ID"];

    private static readonly string[] _officialImages =
        ["mcr.microsoft.com/dotnet/sdk:10.0", "gcr.io/google.com/cloudsdktool/google-cloud-cli:stable"];

    public static string Path { get; } = System.IO.Path.Combine(Repository.Root, "cloudbuild.yaml");

    public static JsonObject Read() => (JsonObject)Json(Documents(File.ReadAllText(Path))[0].RootNode);

    /// <summary>Throws where the text is no YAML, or says something twice.</summary>
    public static IList<YamlDocument> Documents(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents;
    }

    public static void AssertSound(JsonObject build)
    {
        var steps = build["steps"]!.AsArray().Select(step => step!.AsObject()).ToList();
        // One after the other, each only if the one before went well: nothing says otherwise.
        Assert.Equal(["test", "plan", "deploy"], steps.Select(step => (string?)step["id"]));
        Assert.All(steps, step =>
        {
            Assert.Contains((string?)step["name"], _officialImages);
            Assert.False(step.ContainsKey("waitFor"));
            Assert.False(step.ContainsKey("allowFailure"));
            Assert.InRange(Seconds(step), 60, 3600);
            Assert.StartsWith("#!/usr/bin/env bash\n", (string?)step["script"], StringComparison.Ordinal);
        });
        Assert.Contains("tests/run.sh", (string?)steps[0]["script"], StringComparison.Ordinal);
        Assert.InRange(Seconds(build), steps.Sum(Seconds), 24 * 3600);
        Assert.Equal(
            "projects/$PROJECT_ID/serviceAccounts/shop-deploy@$PROJECT_ID.iam.gserviceaccount.com",
            (string?)build["serviceAccount"]);
        Assert.Equal("CLOUD_LOGGING_ONLY", (string?)build["options"]!["logging"]);
        AssertSubstitutions(build, steps);
    }

    private static void AssertSubstitutions(JsonObject build, List<JsonObject> steps)
    {
        var declared = build["substitutions"]!.AsObject().Select(pair => pair.Key).Order(StringComparer.Ordinal);
        var used = steps.SelectMany(step => step["env"] as JsonArray ?? [])
            .SelectMany(variable => Substitution().Matches((string)variable!)).Select(match => match.Groups["name"].Value)
            .Except(_given).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(declared, used);
        // A script sees its step's variables; Cloud Build replaces nothing in it.
        Assert.All(steps, step => Assert.Empty(
            ShellVariable().Matches((string)step["script"]!).Select(match => match.Groups["name"].Value)
                .Except((step["env"] as JsonArray ?? []).Select(variable => ((string)variable!).Split('=')[0]))));
    }

    private static int Seconds(JsonObject timed) => int.Parse(
        ((string)timed["timeout"]!).TrimEnd('s'), System.Globalization.CultureInfo.InvariantCulture);

    private static JsonNode Json(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Select(pair =>
            KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, (JsonNode?)Json(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Select(Json)]),
        var scalar => JsonValue.Create(((YamlScalarNode)scalar).Value!),
    };

    [GeneratedRegex(@"\$\{?(?<name>[A-Z_]+)\}?")]
    private static partial Regex Substitution();

    [GeneratedRegex(@"\$\{?(?<name>[A-Z_]+)")]
    private static partial Regex ShellVariable();
}
