using Microsoft.Extensions.Configuration;
using Shop.ImageProcessor.Images;
using Shop.ImageProcessor.Rules;

namespace Shop.ImageProcessor.Tests.Rules;

public sealed class RulesConfigurations
{
    private const string Small = """{"name":"small","width":100,"height":50,"fit":"cover","format":"webp","quality":70}""";

    [Fact]
    public void WholeRules_AreRead()
    {
        var rules = Read($$"""
            [
              {
                "include": ["avatars/**", "me.jpg"], "exclude": ["**/*.tmp"], "variants": [{{Small}}],
                "output": "out/{variant}/{name}.webp", "cacheControl": "no-store"
              },
              {"include": ["photos/**"], "variants": [{"name":"icon-2","width":1,"height":10000}]}
            ]
            """);

        var (first, last) = (rules.InOrder[0], rules.InOrder[1]);
        Assert.Equal(["avatars/**", "me.jpg"], first.Include.Select(glob => glob.Pattern));
        Assert.Equal(["**/*.tmp"], first.Exclude.Select(glob => glob.Pattern));
        Assert.Equal([new VariantSpec("small", 100, 50, VariantFit.Cover, VariantFormat.Webp, 70)], first.Variants);
        Assert.Equal(("out/{variant}/{name}.webp", "no-store"), (first.Output.Text, first.CacheControl));
        Assert.Equal([new VariantSpec("icon-2", 1, 10_000, VariantFit.Inside, VariantFormat.Original, 80)], last.Variants);
        Assert.Equal(
            ("{name}/{variant}.{extension}", "public, max-age=3600"), (last.Output.Text, last.CacheControl));
    }

    [Theory]
    [InlineData("avatars/a.jpg", 0)]
    [InlineData("me.jpg", 0)]
    [InlineData("avatars/a.tmp", 1)]
    [InlineData("raw/a.jpg", null)]
    [InlineData("a.jpg", 1)]
    public void FirstRuleThatMatches_Wins(string name, int? expected)
    {
        var rules = Read($$"""
            [
              {"include": ["avatars/**", "me.jpg"], "exclude": ["**/*.tmp"], "variants": [{{Small}}]},
              {"exclude": ["raw/**"], "variants": [{{Small}}]}
            ]
            """);

        Assert.Same(expected is { } index ? rules.InOrder[index] : null, rules.For(name));
    }

    [Theory]
    [InlineData("", "IMAGE_RULES is not JSON")]
    [InlineData("[", "IMAGE_RULES is not JSON")]
    [InlineData("{}", "IMAGE_RULES must be an array of 1 to 50 elements")]
    [InlineData("[]", "IMAGE_RULES must be an array of 1 to 50 elements")]
    [InlineData("[1]", "IMAGE_RULES[0] must be an object")]
    [InlineData("[{}]", "IMAGE_RULES[0].variants is missing")]
    [InlineData("[{\"variants\":[]}]", "IMAGE_RULES[0].variants must be an array of 1 to 20")]
    [InlineData("[{\"variants\":[null]}]", "IMAGE_RULES[0].variants[0] must be an object")]
    [InlineData("[{\"variants\":[{}]}]", "IMAGE_RULES[0].variants[0].name is missing")]
    public void TextThatHoldsNoRules_IsExplained(string text, string fault) => AssertFault(text == "" ? " " : text, fault);

    [Theory]
    [InlineData("include", "[]", "IMAGE_RULES[1].include must be an array of 1 to 20")]
    [InlineData("include", "\"a\"", "IMAGE_RULES[1].include must be an array")]
    [InlineData("include", "[\"a\",\"\"]", "IMAGE_RULES[1].include[1] must be a text of 1 to 256 characters")]
    [InlineData("exclude", "[7]", "IMAGE_RULES[1].exclude[0] must be a text")]
    [InlineData("exclude", "[\"\\ud800\"]", "IMAGE_RULES[1].exclude[0] must be a text")]
    [InlineData("exclude", "[\"*.{jpg,png}\"]", "IMAGE_RULES[1].exclude[0] is *.{jpg,png}; only *, ** and ?")]
    [InlineData("output", "\"{name}.jpg\"", "IMAGE_RULES[1].output must hold {name} and {variant}")]
    [InlineData("output", "null", "IMAGE_RULES[1].output must be a text of 1 to 200 characters")]
    [InlineData("output", "\"{name}/{variant}.png\"", "variant 'small' has format webp")]
    [InlineData("cacheControl", "\"no\\u0007\"", "IMAGE_RULES[1].cacheControl must be printable ASCII")]
    [InlineData("cacheControl", "\"é\"", "IMAGE_RULES[1].cacheControl must be printable ASCII")]
    [InlineData("size", "1", "IMAGE_RULES[1].size is not known; known are include, exclude,")]
    [InlineData("Include", "[\"a\"]", "IMAGE_RULES[1].Include is not known")]
    public void UnusableMemberOfARule_IsNamedWithItsPlace(string member, string value, string fault) =>
        AssertFault($$"""[{"variants":[{{Small}}]},{"variants":[{{Small}}],"{{member}}":{{value}}}]""", fault);

    [Theory]
    [InlineData("\"small\"", "\"Small\"", "[1].name is Small; it must be lower-case")]
    [InlineData("\"small\"", "\"a.b\"", "[1].name is a.b")]
    [InlineData("\"small\"", "\"a--b\"", "[1].name is a--b")]
    [InlineData("\"small\"", "\"a\\n\"", "[1].name is a\n")]
    [InlineData("\"small\"", "\"\"", "[1].name must be a text of 1 to 64 characters")]
    [InlineData("\"small\"", "\"other\"", "[1].name is other as another one is")]
    [InlineData("100", "0", "[1].width is 0; it must be a whole number from 1 to 10000")]
    [InlineData("100", "10001", "[1].width is 10001; it must be a whole number from 1 to 10000")]
    [InlineData("100", "1.5", "[1].width is 1.5")]
    [InlineData("100", "\"100\"", "[1].width is \"100\"")]
    [InlineData("50", "-1", "[1].height is -1")]
    [InlineData("50", "99999999999999999999", "[1].height is 99999999999999999999")]
    [InlineData("\"height\":50,", "", "[1].height is missing")]
    [InlineData("\"cover\"", "\"Cover\"", "[1].fit is \"Cover\"; it must be one of inside, cover, contain, fill")]
    [InlineData("\"cover\"", "1", "[1].fit is 1")]
    [InlineData("\"webp\"", "\"gif\"", "[1].format is \"gif\"; it must be one of original, jpeg, png, webp")]
    [InlineData("70", "0", "[1].quality is 0")]
    [InlineData("70", "101", "[1].quality is 101; it must be a whole number from 1 to 100")]
    [InlineData("\"quality\"", "\"qality\"", "[1].qality is not known")]
    [InlineData("\"quality\"", "\"width\"", "IMAGE_RULES is not JSON")]
    [InlineData("100,\"height\":50,\"fit\":\"cover\"", "10000,\"height\":1601,\"fit\":\"contain\"", "[1].fit is contain")]
    public void UnusableMemberOfAVariant_IsNamedWithItsPlace(string from, string to, string fault) => AssertFault(
        $$"""[{"variants":[{"name":"other","width":1,"height":1},{{Small.Replace(from, to, StringComparison.Ordinal)}}]}]""",
        fault.StartsWith('[') ? "IMAGE_RULES[0].variants" + fault : fault);

    [Fact]
    public void AllFaults_AreNamedAtOnce()
    {
        var faults = FaultsOf("""[{"include":7,"variants":[{"name":"A","width":0}]},{"what":1}]""");

        Assert.Equal(
            [
                "IMAGE_RULES[0].include", "IMAGE_RULES[0].variants[0].height", "IMAGE_RULES[0].variants[0].name",
                "IMAGE_RULES[0].variants[0].width", "IMAGE_RULES[1].variants", "IMAGE_RULES[1].what",
            ],
            faults.Select(fault => fault.Split(' ')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Limits_AreTheLastThatPass()
    {
        static string Rules(int count) => "[" + string.Join(',', Enumerable.Repeat($$"""{"variants":[{{Small}}]}""", count)) + "]";
        static string Variants(int count) => "[{\"variants\":[" + string.Join(
            ',', Enumerable.Range(0, count).Select(i => $$"""{"name":"v{{i}}","width":1,"height":1}""")) + "]}]";

        Assert.Equal(50, Read(Rules(50)).InOrder.Count);
        AssertFault(Rules(51), "IMAGE_RULES must be an array of 1 to 50 elements: ");
        Assert.Equal(20, Read(Variants(20)).InOrder[0].Variants.Count);
        AssertFault(Variants(21), "IMAGE_RULES[0].variants must be an array of 1 to 20 elements: ");
        AssertFault(Rules(1) + new string(' ', 32_768), "at most 32768 are read");
    }

    [Theory]
    // Alike, or told apart by their beginning or their end.
    [InlineData("{name}/{variant}.{extension}", "{name}/{variant}.{extension}", true)]
    [InlineData("x/{name}/{variant}.webp", "y/{variant}/{name}.webp", true)]
    [InlineData("{name}/{variant}.webp", "{variant}/{name}.png", true)]
    // "avatars/…" cannot begin with "small/".
    [InlineData("{name}/{variant}.{extension}", "small/{name}/{variant}.{extension}", true)]
    // An avatar called "avatars/x/a" and another image called "a/avatars/x".
    [InlineData("{name}/{variant}.{extension}", "{variant}/{name}.{extension}", false)]
    [InlineData("{name}/{variant}.{extension}", "avatars/{name}/{variant}.{extension}", false)]
    [InlineData("{variant}/{name}.{extension}", "small/{name}/{variant}.{extension}", false)]
    public void TemplatesOfTwoRules_CannotMeet(string first, string second, bool accepted)
    {
        var png = Small.Replace("webp", second.EndsWith(".png", StringComparison.Ordinal) ? "png" : "webp", StringComparison.Ordinal);
        var faults = FaultsOf($$"""
            [{"include":["avatars/**"],"variants":[{{Small}}],"output":"{{first}}"},{"variants":[{{png}}],"output":"{{second}}"}]
            """);

        Assert.Equal(accepted, faults.Count == 0);
        Assert.All(faults, fault => Assert.StartsWith("IMAGE_RULES[1].output " + second, fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Unset_IsOneRuleWithTheDefaultVariants()
    {
        var rule = Assert.Single(Options(null).Rules.InOrder);

        Assert.Equal(VariantSpec.Defaults, rule.Variants);
        Assert.True(rule.Matches("any/../name"));
    }

    [Fact]
    public void FaultOfTheRules_EndsTheStart() => Assert.Contains(
        "IMAGE_RULES[0].variants is missing",
        Assert.Throws<InvalidOperationException>(() => Options("[{}]")).Message,
        StringComparison.Ordinal);

    private static ProcessorOptions Options(string? rules) => ProcessorOptions.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["VARIANTS_BUCKET"] = "variants",
            ["IMAGES_TOPIC"] = "projects/local/topics/images",
            ["DEAD_LETTERS_TOPIC"] = "projects/local/topics/dead-letters",
            ["IMAGE_RULES"] = rules,
        })
        .Build());

    private static ImageRules Read(string text)
    {
        var faults = new List<string>();
        var rules = RulesReader.Read(text, faults);
        Assert.Empty(faults);
        return rules;
    }

    private static List<string> FaultsOf(string text)
    {
        var faults = new List<string>();
        RulesReader.Read(text, faults);
        return faults;
    }

    private static void AssertFault(string text, string fault) => Assert.Single(
        FaultsOf(text), found => found.Contains(fault, StringComparison.Ordinal));
}
