using System.Net;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Shop.LocalCloud.Hosting;
using Shop.LocalCloud.Logs;
using Shop.Topology;

namespace Shop.LocalCloud.Tests.Hosting;

/// <summary>A program that the process host can start: it behaves as its FUNCTION_TARGET says.</summary>
public static class TestFunction
{
    /// <summary>Its project, as far as the process host is concerned: this assembly.</summary>
    public const string Name = "LocalCloud.Tests";

    public const string Answers = nameof(Answers);
    public const string Fails = nameof(Fails);
    public const string Stubborn = nameof(Stubborn);
    public const string Parent = nameof(Parent);

    internal static FunctionSpec Spec(string target) =>
        new(Name, "tests/" + Name, target, null, 60, 1, [], new Dictionary<string, string>());

    public static async Task<int> Main()
    {
        switch (Environment.GetEnvironmentVariable("FUNCTION_TARGET"))
        {
            case Fails:
                await Console.Out.WriteLineAsync("looking for the moon");
                await Console.Error.WriteLineAsync("there is no moon tonight");
                return 7;
            case Parent:
                await StartAnotherAsync();
                return 0;
            case Stubborn:
                using (PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true))
                {
                    await Console.Out.WriteLineAsync("ready to stay");
                    await Task.Delay(Timeout.Infinite);
                }
                return 0;
            default:
                await AnswerAsync();
                await Console.Out.WriteLineAsync("ended in good order");
                return 0;
        }
    }

    private static async Task AnswerAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var port = int.Parse(Environment.GetEnvironmentVariable("PORT")!, null);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        await using var app = builder.Build();
        app.Run(async context =>
        {
            switch (context.Request.Path.Value)
            {
                case "/crash":
                    await Console.Error.WriteLineAsync("asked to crash");
                    Environment.Exit(3);
                    break;
                case "/environment":
                    var value = Environment.GetEnvironmentVariable(context.Request.Query["name"]!);
                    await context.Response.WriteAsync(value ?? "(unset)");
                    break;
                case "/id":
                    await context.Response.WriteAsync($"{Environment.ProcessId}");
                    break;
                default:
                    context.Response.StatusCode = 404;
                    break;
            }
        });
        await app.RunAsync();
    }

    /// <summary>
    /// Behaves as LocalCloud does: starts a function, says where, and stays until it is killed.
    /// </summary>
    private static async Task StartAnotherAsync()
    {
        using var probe = new AnswerProbe(TimeProvider.System);
        var log = new SuiteLog(TextWriter.Null, [], colour: false);
        var launcher = new FunctionLauncher(
            Spec(Answers), new Dictionary<string, string>(), typeof(TestFunction).Assembly.Location, new LoopbackPorts(), 0,
            CloudEndpoints.OnPorts(1, 2), probe, log);
        await using var process = launcher.Launch();
        await process.UntilAnswersAsync(CancellationToken.None);
        await Console.Out.WriteLineAsync($"{process.Address}");
        await Task.Delay(Timeout.Infinite);
    }
}
