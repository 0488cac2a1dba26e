using System.Text.RegularExpressions;
using Shop.Api.Http;

namespace Shop.Api.Tests.ConsolePages;

public sealed partial class Pages
{
    [Theory]
    [InlineData("/")]
    [InlineData("/docs")]
    public async Task Page_LoadsItsOwnFilesAndNothingElse(string path)
    {
        await using var api = await ApiServer.StartAsync();

        var page = await api.SendAsync("GET", path);

        Assert.Equal((200, "text/html; charset=utf-8"), (page.Status, page.Headers["Content-Type"]));
        var files = await FilesOfAsync(api, page.Text);
        Assert.True(files.Count > 3);
        Assert.All(files, file => Assert.StartsWith("/console/", file, StringComparison.Ordinal));
    }

    [Fact]
    public async Task EveryFile_IsReachedFromAPageAndPreloaded()
    {
        await using var api = await ApiServer.StartAsync();
        var embedded = typeof(Function).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("Console/", StringComparison.Ordinal) && !name.EndsWith(".html", StringComparison.Ordinal))
            .Select(name => "/console/" + name["Console/".Length..]);

        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in (string[])["/", "/docs"])
        {
            var page = (await api.SendAsync("GET", path)).Text;
            var own = Address().Matches(page).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
            // What a script imports and the page does not name would be asked for a round trip later.
            Assert.Empty((await FilesOfAsync(api, page)).Except(own));
            named.UnionWith(own);
        }

        Assert.Equal(embedded.Order(StringComparer.Ordinal), named.Where(IsFile).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("none", "https://issuer.example/authorize", "{}")]
    [InlineData("oidc", null, "{}")]
    [InlineData(
        "oidc", "https://issuer.example/authorize", """{"url":"https://issuer.example/authorize","clientId":"shop"}""")]
    public async Task Console_IsToldWherePeopleSignIn(string mode, string? url, string told)
    {
        await using var api = await ApiServer.StartAsync(
            ("AUTH_MODE", mode), ("AUTH_AUDIENCE", "shop"), ("AUTH_SIGN_IN_URL", url));

        var answer = await api.SendAsync("GET", "/console/sign-in.json");

        Assert.Equal((200, told), (answer.Status, answer.Text));
    }

    [Theory]
    [InlineData(null, "https://storage.googleapis.com")]
    [InlineData("http://127.0.0.1:9000", "http://127.0.0.1:9000")]
    [InlineData("127.0.0.1:9000", "http://127.0.0.1:9000")]
    [InlineData("http://127.0.0.1:9000/storage/v1/", "http://127.0.0.1:9000")]
    [InlineData("; script-src *", "")]
    public async Task Console_MaySendToItselfAndToUploadsOnly(string? emulator, string uploads)
    {
        await using var api = await ApiServer.StartAsync(("STORAGE_EMULATOR_HOST", emulator));

        var policy = (await api.SendAsync("GET", "/")).Headers["Content-Security-Policy"];

        Assert.Equal(
            [
                "default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "form-action 'none'",
                "frame-ancestors 'none'", "require-trusted-types-for 'script'", "img-src 'self' blob:",
                $"connect-src 'self' {uploads}".TrimEnd(),
            ],
            policy.Split(';', StringSplitOptions.TrimEntries));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/docs")]
    [InlineData("/console/console.js")]
    public async Task FileThatIsKnown_IsNotSentAgain(string path)
    {
        await using var api = await ApiServer.StartAsync();

        var first = await api.SendAsync("GET", path);
        var again = await api.SendAsync("GET", path, null, ("If-None-Match", first.Headers["ETag"]));

        Assert.Equal("no-cache", first.Headers["Cache-Control"]);
        Assert.Equal((304, ""), (again.Status, again.Text));
    }

    [Fact]
    public async Task Pages_AreForEverybodyAndCountForNoRate()
    {
        await using var api = await ApiServer.StartAsync(
            ("AUTH_MODE", "oidc"), ("AUTH_AUDIENCE", "shop"), ("RATE_LIMIT_PER_MINUTE", "1"));

        foreach (var path in (string[])["/", "/console/console.js", "/docs", "/"])
        {
            Assert.Equal(200, (await api.SendAsync("GET", path)).Status);
        }
    }

    [Fact]
    public async Task TypesOfProblems_LeadToTheirPlaceInTheDocumentation()
    {
        await using var api = await ApiServer.StartAsync();
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = api.Client.BaseAddress };

        var listed = (await api.SendAsync("GET", "/problems")).Json.EnumerateArray()
            .Select(problem => problem.GetProperty("type").GetString()!).ToList();

        Assert.Equal(ProblemTypes.All.Select(type => type.Uri), listed);
        foreach (var type in listed)
        {
            using var answer = await client.GetAsync(new Uri(type, UriKind.Relative));
            Assert.Equal("/docs#problem-" + type["/problems/".Length..], answer.Headers.Location?.ToString());
        }
        Assert.Equal("404 not-found", (await api.SendAsync("GET", "/problems/no-such")).ToString());
    }

    // A page, and whatever its scripts import.
    private static async Task<IReadOnlySet<string>> FilesOfAsync(ApiServer api, string page)
    {
        Assert.DoesNotMatch("(?:src|href)=\"(?:https?:)?//", page);
        var files = new HashSet<string>(Address().Matches(page).Select(match => match.Groups[1].Value).Where(IsFile));
        var waiting = new Queue<string>(files);
        while (waiting.TryDequeue(out var file))
        {
            var answer = await api.SendAsync("GET", file);
            Assert.True(answer.Status == 200, $"{file} answers {answer.Status}");
            foreach (Match import in Import().Matches(answer.Text))
            {
                var imported = "/console/" + import.Groups[1].Value;
                if (files.Add(imported))
                {
                    waiting.Enqueue(imported);
                }
            }
        }
        return files;
    }

    private static bool IsFile(string address) => address.StartsWith("/console/", StringComparison.Ordinal);

    [GeneratedRegex("(?:src|href)=\"([^\"#]+)\"")]
    private static partial Regex Address();

    [GeneratedRegex("from '\\./([a-z-]+\\.js)'")]
    private static partial Regex Import();
}
