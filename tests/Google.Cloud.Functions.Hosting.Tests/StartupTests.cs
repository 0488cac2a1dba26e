using Google.Cloud.Functions.Framework;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Google.Cloud.Functions.Hosting.Tests;

public class StartupTests
{
    [Fact]
    public void StartupTypes_AreOrderedByOrderThenName()
    {
        var assembly = typeof(ConfiguredFunction).Assembly;

        Assert.Equal(
            [typeof(EarlyStartup), typeof(AssemblyStartup), typeof(AStartup), typeof(BStartup)],
            FunctionsStartupAttribute.GetStartupTypes(assembly, typeof(ConfiguredFunction)));
        Assert.Equal([typeof(AssemblyStartup)], FunctionsStartupAttribute.GetStartupTypes(assembly, null));
    }

    [Fact]
    public async Task Middleware_RunsInThatOrderBeforeTheFunction()
    {
        await using var host = await FunctionHost.StartAsync<ConfiguredFunction>();

        using var response = await host.Client.GetAsync("/");
        using var forbidden = await host.Client.GetAsync("/favicon.ico");

        string[] expected =
            [nameof(EarlyStartup), nameof(AssemblyStartup), nameof(AStartup), nameof(BStartup)];
        Assert.Equal(expected, response.Headers.GetValues("x-startups"));
        Assert.Equal(expected, forbidden.Headers.GetValues("x-startups"));
    }

    [Fact]
    public async Task ConfigurationLoggingAndServices_ReachTheFunctionInAScopePerRequest()
    {
        await using var host = await FunctionHost.StartAsync<ConfiguredFunction>();

        Assert.Equal("configured 1 False", await host.Client.GetStringAsync("/"));
        Assert.Equal("configured 2 False", await host.Client.GetStringAsync("/"));

        await host.Service<IHost>().StopAsync();
        Assert.Equal(2, host.Service<Visits>().Ended);
    }

    [Fact]
    public async Task HostOfATest_MayReplaceServerAndStartups()
    {
        using var host = await new HostBuilder()
            .ConfigureWebHost(web => web
                .UseTestServer()
                .ConfigureServices(services => services.AddFunctionTarget<EchoFunction>())
                .UseFunctionsStartup(new EarlyStartup())
                .Configure((context, app) => app.UseFunctionsFramework(context)))
            .StartAsync();

        using var response = await host.GetTestClient().GetAsync("/path");

        Assert.Equal("GET /path", await response.Content.ReadAsStringAsync());
        Assert.Equal([nameof(EarlyStartup)], response.Headers.GetValues("x-startups"));
    }

    [Theory]
    [InlineData(typeof(EchoFunction), typeof(EchoFunction))]
    [InlineData(typeof(EventFunction), typeof(CloudEventAdapter))]
    [InlineData(typeof(LineFunction), typeof(CloudEventAdapter<Line>))]
    [InlineData(typeof(DoublingFunction), typeof(TypedFunctionAdapter<Line, Line>))]
    public void FunctionTarget_IsAScopedHttpFunction(Type function, Type implementation)
    {
        var services = new ServiceCollection().AddFunctionTarget(function);

        var http = Assert.Single(services, service => service.ServiceType == typeof(IHttpFunction));
        Assert.Equal(ServiceLifetime.Scoped, http.Lifetime);
        Assert.Equal(implementation, http.ImplementationType);
    }

    [Fact]
    public void TypeThatIsNoFunction_Throws() => Assert.Throws<InvalidOperationException>(
        () => new ServiceCollection().AddFunctionTarget<StartupTests>());
}
