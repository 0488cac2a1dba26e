using System.Text.Json;
using System.Text.RegularExpressions;

namespace Google.Cloud.Functions.Hosting.Tests;

public partial class ConsoleLoggingTests
{
    private const string Category = "Google.Cloud.Functions.Hosting.Tests.LoggingFunction";
    private const string Arguments = $"--target {Category} --port 0";

    [Fact]
    public async Task OnCloudRun_EveryLineIsAJsonRecord()
    {
        var records = (await RunAsync(new() { ["K_SERVICE"] = "logging" }))
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
            .ToList();

        Assert.All(records, record =>
        {
            Assert.Equal(JsonValueKind.String, record.GetProperty("message").ValueKind);
            Assert.Equal(JsonValueKind.String, record.GetProperty("severity").ValueKind);
        });
        var ours = records.Where(record => record.GetProperty("category").GetString() == Category).ToList();
        Assert.Equal(
            ["ERROR", "INFO", "WARNING"], ours.Select(record => record.GetProperty("severity").GetString()));

        var error = ours[0];
        Assert.Equal("Order 7 of \"mug\" failed", error.GetProperty("message").GetString());
        Assert.StartsWith(
            "System.InvalidOperationException: broken", error.GetProperty("exception").GetString(),
            StringComparison.Ordinal);
        Assert.Equal("7", error.GetProperty("format_parameters").GetProperty("Number").GetString());
        Assert.Equal("mug", error.GetProperty("format_parameters").GetProperty("Sku").GetString());
        Assert.Equal(
            ["message", "category", "exception", "severity", "format_parameters", "scopes"],
            error.EnumerateObject().Select(property => property.Name));

        Assert.False(ours[1].TryGetProperty("exception", out _));
        Assert.False(ours[1].TryGetProperty("format_parameters", out _));
        Assert.Equal("2", ours[2].GetProperty("format_parameters").GetProperty("_0").GetString());
    }

    [Fact]
    public async Task ScopesOfARecord_AreTextsAndObjects()
    {
        var line = (await RunAsync(new() { ["K_SERVICE"] = "logging" }))
            .First(text => text.Contains("Done", StringComparison.Ordinal));

        var scopes = JsonSerializer.Deserialize<JsonElement>(line)
            .GetProperty("scopes").EnumerateArray().ToList();

        Assert.Contains(scopes, scope =>
            scope.ValueKind == JsonValueKind.String && scope.GetString() == "a scope");
        Assert.Contains(scopes, scope =>
            scope.ValueKind == JsonValueKind.Object && scope.TryGetProperty("order", out var order)
            && order.GetString() == "7");
        Assert.Contains(scopes, scope =>
            scope.ValueKind == JsonValueKind.Object && scope.TryGetProperty("TraceId", out _));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public async Task Elsewhere_RecordsArePlainLines(string? service)
    {
        var lines = await RunAsync(service is null ? [] : new() { ["K_SERVICE"] = service });

        int error = lines.FindIndex(line => line.Contains("Order 7", StringComparison.Ordinal));
        Assert.Matches(PlainLine(), lines[error]);
        Assert.EndsWith(
            $"[{Category}] [fail] Order 7 of \"mug\" failed", lines[error], StringComparison.Ordinal);
        Assert.StartsWith("Scopes: [", lines[error + 1], StringComparison.Ordinal);
        Assert.Contains("a scope, { order: 7 }", lines[error + 1], StringComparison.Ordinal);
        Assert.StartsWith("System.InvalidOperationException", lines[error + 2], StringComparison.Ordinal);
    }

    private static async Task<List<string>> RunAsync(Dictionary<string, string> environment)
    {
        await using var process = await FunctionProcess.ListenAsync(Arguments, environment);
        await process.GetAsync("/");
        await process.ReadUntilAsync(line => line.Contains("Position 2", StringComparison.Ordinal));
        return process.Lines;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z \[")]
    private static partial Regex PlainLine();
}
