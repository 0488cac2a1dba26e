using Shop.Documents.Tests.Firestore;

namespace Shop.Documents.Tests.Differential;

/// <summary>The same requests to LocalCloud and to Google's emulator.</summary>
[Collection(FirestoreEmulator.Collection)]
public sealed class LocalCloudAnswersAsGoogle(FirestoreEmulator emulator) : IAsyncLifetime
{
    private static int _projects;

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private LocalFirestoreServer? _local;
    private BothServers _both = null!;

    public async Task InitializeAsync()
    {
        _local = await LocalFirestoreServer.StartAsync();
        _both = new BothServers(
            _http, $"differential-{Interlocked.Increment(ref _projects)}", _local.Host, emulator.HostOrSkip());
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        if (_local is not null)
        {
            await _local.DisposeAsync();
        }
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EveryPairOfWritesToOneDocument_HasTheSameOutcome(bool isThere)
    {
        var pairs = Operations("x", 1).Count;
        for (var first = 0; first < pairs; first++)
        {
            for (var second = 0; second < pairs; second++)
            {
                var name = $"a/{first}-{second}";
                if (isThere)
                {
                    await _both.CommitAsync(_both.Update(name, """{"n":{"integerValue":"0"}}"""));
                }
                await _both.ReadAsync(name);
                await _both.CommitAsync(Operations(name, 1)[first], Operations(name, 2)[second]);
                await _both.ReadAsync(name);
            }
        }
    }

    [SkippableFact]
    public async Task SingleWrites_HaveTheSameOutcome()
    {
        foreach (var isThere in new[] { true, false })
        {
            foreach (var (index, _) in Operations("x", 1).Index())
            {
                var name = $"{(isThere ? "there" : "not")}/{index}";
                if (isThere)
                {
                    await _both.CommitAsync(_both.Update(name, """{"n":{"integerValue":"0"}}"""));
                }
                await _both.ReadAsync(name);
                await _both.CommitAsync(Operations(name, 1)[index]);
                await _both.ReadAsync(name, name);
                // What was read has changed meanwhile, or not; both must say the same.
                await _both.CommitAsync(
                    _both.Update("b/1"), _both.Update(name, "{}", BothServers.VersionOf(name)));
                await _both.ReadAsync("b/1", name);
            }
        }
        await _both.CommitAsync(_both.Verify("a/1"));
        await _both.CommitAsync();
        await _both.CommitAsync("{}");
        await _both.CommitAsync("""{"unknown":1}""");
    }

    [SkippableTheory, MemberData(nameof(Wire.Values), MemberType = typeof(Wire))]
    public async Task Value_IsKeptOrRefusedAlike(string value)
    {
        await _both.CommitAsync(_both.Update("v/1", $$"""{"f":{{value}}}"""));
        await _both.ReadAsync("v/1");
    }

    [SkippableTheory, MemberData(nameof(Wire.FieldNames), MemberType = typeof(Wire))]
    public async Task FieldName_IsTakenOrRefusedAlike(string name)
    {
        await _both.CommitAsync(_both.Update("v/1", $$$"""{"{{{name}}}":{"integerValue":"1"}}"""));
        await _both.ReadAsync("v/1");
    }

    [SkippableTheory, MemberData(nameof(Wire.Names), MemberType = typeof(Wire))]
    public async Task Name_IsTakenOrRefusedAlike(string name)
    {
        await _both.CommitAsync(_both.Update(name));
        // Google's emulator overlooks the length of a name that is only read.
        if (name.Length <= 1_502)
        {
            await _both.ReadAsync(name);
        }
    }

    [SkippableTheory, MemberData(nameof(Wire.Requests), MemberType = typeof(Wire))]
    public async Task Request_IsAnsweredAlike(string method, string path, string? body)
    {
        await _both.CommitAsync([.. Enumerable.Range(0, 5).Select(number => _both.Update($"l/{number}", Wire.Fields))]);
        await _both.CommitAsync(_both.Update("l/missing/sub/1"), _both.Update("l/1/sub/1"), _both.Update("l/1/other/1"));

        await _both.SameAsync(new HttpMethod(method), path, body);

        await _both.ReadAsync("l/0", "l/1", "l/new");
    }

    [SkippableFact]
    public async Task UnchangedRewrite_IsSeenByBoth()
    {
        const string Fields = """{"a":{"doubleValue":1},"m":{"mapValue":{"fields":{"x":{"integerValue":"1"},"y":{"arrayValue":{}}}}}}""";
        const string SameFields = """{"m":{"mapValue":{"fields":{"y":{"arrayValue":{"values":[]}},"x":{"integerValue":1}}}},"a":{"doubleValue":1.0}}""";
        const string OtherFields = """{"a":{"integerValue":"1"},"m":{"mapValue":{"fields":{"x":{"integerValue":"1"},"y":{"arrayValue":{}}}}}}""";
        foreach (var fields in new[] { Fields, SameFields, OtherFields })
        {
            await _both.CommitAsync(_both.Update("a/1", Fields));
            await _both.ReadAsync("a/1");
            await _both.CommitAsync(_both.Update("a/1", fields));
            await _both.CommitAsync(_both.Verify("a/1", BothServers.VersionOf("a/1")));
        }
    }

    private List<string> Operations(string name, int n)
    {
        var fields = $$$"""{"n":{"integerValue":"{{{n}}}"}}""";
        const string Exists = """{"exists":true}""";
        const string Absent = """{"exists":false}""";
        var version = BothServers.VersionOf(name);
        return
        [
            _both.Update(name, fields), _both.Update(name, fields, Absent), _both.Update(name, fields, Exists),
            _both.Update(name, fields, version), _both.Delete(name), _both.Delete(name, Exists),
            _both.Delete(name, Absent), _both.Delete(name, version), _both.Verify(name, Exists),
            _both.Verify(name, Absent),
        ];
    }
}
