namespace Google.Cloud.Functions.Hosting.Tests;

/// <summary>
/// The generated program in a process of its own: environment, arguments, address, failures.
/// </summary>
public class ProcessTests
{
    private const string Echo = "Google.Cloud.Functions.Hosting.Tests.EchoFunction";
    private const string Configured = "Google.Cloud.Functions.Hosting.Tests.ConfiguredFunction";
    private const string Retargeted = "Google.Cloud.Functions.Hosting.Tests.RetargetedFunction";

    [Fact]
    public async Task Environment_GivesTargetAndPort()
    {
        await using var process = await FunctionProcess.ListenAsync(
            "", new() { ["FUNCTION_TARGET"] = Echo, ["PORT"] = "0" });

        Assert.StartsWith("http://127.0.0.1:", process.Address, StringComparison.Ordinal);
        Assert.Equal("GET /a", await process.GetAsync("/a"));
    }

    [Fact]
    public async Task Arguments_BeatTheEnvironment()
    {
        await using var process = await FunctionProcess.ListenAsync(
            $"--target {Echo} --port 0",
            new() { ["FUNCTION_TARGET"] = Configured, ["PORT"] = "not a number" });

        Assert.Equal("GET /a", await process.GetAsync("/a"));
    }

    [Fact]
    public async Task SingleArgument_IsTheTargetWithItsStartupClasses()
    {
        await using var process = await FunctionProcess.ListenAsync(Configured, new() { ["PORT"] = "0" });

        Assert.Equal("configured 1 False", await process.GetAsync("/"));
    }

    [Theory]
    [InlineData("true", "http://0.0.0.0:")]
    [InlineData("TRUE", "http://0.0.0.0:")]
    [InlineData("1", "http://127.0.0.1:")]
    public async Task Container_ListensOnAllAddresses(string inContainer, string address)
    {
        await using var process = await FunctionProcess.ListenAsync(
            $"--target {Echo} --port 0", new() { ["DOTNET_RUNNING_IN_CONTAINER"] = inContainer });

        Assert.StartsWith(address, process.Address, StringComparison.Ordinal);
        Assert.Equal("GET /", await process.GetAsync("/"));
    }

    [Fact]
    public async Task AspNetCoreUrls_AreIgnored()
    {
        await using var process = await FunctionProcess.ListenAsync(
            $"--target {Echo} --port 0", new() { ["ASPNETCORE_URLS"] = "http://127.0.0.2:1" });

        await process.ReadUntilAsync(line => line.Contains("Application started", StringComparison.Ordinal));
        Assert.StartsWith("http://127.0.0.1:", process.Address, StringComparison.Ordinal);
        Assert.DoesNotContain(process.Lines, line => line.Contains("[warn]", StringComparison.Ordinal));
        Assert.DoesNotContain(process.Lines, line => line.Contains("127.0.0.2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "0", nameof(ArgumentException), "FUNCTION_TARGET")]
    [InlineData("Shop.Absent", "0", nameof(InvalidOperationException), "Shop.Absent")]
    [InlineData(Echo, "http", nameof(InvalidOperationException), "FunctionsFramework:Port")]
    [InlineData(Retargeted, "0", nameof(InvalidOperationException), "startup classes")]
    public async Task WrongSetting_EndsTheProgram(
        string arguments, string port, string exception, string detail)
    {
        var (exitCode, error) = await FunctionProcess.FailAsync(arguments, new() { ["PORT"] = port });

        Assert.NotEqual(0, exitCode);
        Assert.Contains(exception, error, StringComparison.Ordinal);
        Assert.Contains(detail, error, StringComparison.Ordinal);
    }
}
