using System.Reflection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Google.Cloud.Functions.Hosting.Tests;

public class ConfigurationTests
{
    [Theory]
    [InlineData("", null, null)]
    [InlineData("Shop.Function", "Shop.Function", null)]
    [InlineData("--target Shop.Function", "Shop.Function", null)]
    [InlineData("--port 9", null, "9")]
    [InlineData("--port 9 --target Shop.Function", "Shop.Function", "9")]
    [InlineData("--target=Shop.Function --port=9", "Shop.Function", "9")]
    [InlineData("--target=Shop.Function", "--target=Shop.Function", null)]
    public void Arguments_GiveTargetAndPort(string arguments, string? target, string? port)
    {
        var configuration = new ConfigurationBuilder()
            .AddFunctionsCommandLine(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Build();

        Assert.Equal(target, configuration["FunctionsFramework:FunctionTarget"]);
        Assert.Equal(port, configuration["FunctionsFramework:Port"]);
    }

    [Fact]
    public void LaunchSettingsOfTheWebSdk_AreRefused() => Assert.Throws<InvalidOperationException>(
        () => new ConfigurationBuilder().AddFunctionsCommandLine(["%LAUNCHER_ARGS%"]));

    [Fact]
    public void Target_IsLookedUpByFullName()
    {
        var services = AddTarget(typeof(EchoFunction).Assembly, typeof(EchoFunction).FullName);

        Assert.Contains(services, service => service.ImplementationType == typeof(EchoFunction));
    }

    [Theory]
    [InlineData("EchoFunction")]
    [InlineData("google.cloud.functions.hosting.tests.echofunction")]
    [InlineData("Shop.Absent")]
    [InlineData("Google.Cloud.Functions.Hosting.Tests.ConfigurationTests")]
    public void TargetThatIsNoFunction_Throws(string target) => Assert.Throws<InvalidOperationException>(
        () => AddTarget(typeof(EchoFunction).Assembly, target));

    [Fact]
    public void SeveralFunctionsOrNone_NeedATarget()
    {
        Assert.Throws<ArgumentException>(() => AddTarget(typeof(EchoFunction).Assembly, null));
        Assert.Throws<ArgumentException>(() => AddTarget(typeof(object).Assembly, null));
    }

    [Fact]
    public async Task PortThatIsNoNumber_Throws() => await Assert.ThrowsAsync<InvalidOperationException>(
        () => FunctionHost.StartAsync<EchoFunction>(new() { ["FunctionsFramework:Port"] = "http" }));

    private static ServiceCollection AddTarget(Assembly assembly, string? target)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("FunctionsFramework:FunctionTarget", target)])
            .Build();
        var services = new ServiceCollection();
        services.AddFunctionTarget(new WebHostBuilderContext { Configuration = configuration }, assembly);
        return services;
    }
}
