using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Shop.Contracts;
using Shop.Notifications.Tests.Hosting;

namespace Shop.Notifications.Tests.Webhooks;

/// <summary>
/// What a customer's own code makes of our calls: the Standard Webhooks library for Node.js.
/// </summary>
public sealed class IndependentVerification
{
    private const string Package = "standardwebhooks@1.0.0";
    private const string OtherSecret = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    // The library also checks that the timestamp is of now; it is given the time of the test.
    private const string Program =
        """
        const { Webhook } = require("standardwebhooks");
        const { secret, now, headers, body } = JSON.parse(require("fs").readFileSync(0, "utf8"));
        Date.now = () => now;
        try {
            const event = new Webhook(secret).verify(Buffer.from(body, "base64").toString("utf8"), headers);
            console.log("valid " + event.type);
        } catch (fault) {
            console.log("invalid " + fault.message);
        }
        """;

    [SkippableFact]
    public async Task Call_IsAcceptedByTheStandardWebhooksLibrary()
    {
        var packages = await InstallAsync();
        await using var receiver = await Receiver.StartAsync(200);
        await using var server = await NotificationsServer.StartAsync(
            changes: ("WEBHOOK_SECRETS", $"{NotificationsServer.Secret},{OtherSecret}"));
        await server.ConfirmAsync(receiver.Url);
        var call = Assert.Single(receiver.Calls);
        var now = server.Clock.GetUtcNow().ToUnixTimeMilliseconds();

        foreach (var secret in new[] { NotificationsServer.Secret, OtherSecret })
        {
            Assert.Equal(
                "valid " + EventContracts.OrderConfirmed, await VerifyAsync(packages, secret, now, call));
        }
        Assert.StartsWith("invalid", await VerifyAsync(
            packages, "whsec_BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB", now, call), StringComparison.Ordinal);
        byte[] changed = [.. call.Body[..^1], (byte)' ', (byte)'}'];
        Assert.StartsWith("invalid", await VerifyAsync(
            packages, OtherSecret, now, call with { Body = changed }), StringComparison.Ordinal);
        Assert.StartsWith("invalid", await VerifyAsync(
            packages, OtherSecret, now + (60 * 60 * 1000), call), StringComparison.Ordinal);
    }

    private static async Task<string> InstallAsync()
    {
        var folder = Directory.CreateTempSubdirectory("standardwebhooks-").FullName;
        var (exitCode, output) = await RunAsync(
            "npm", folder, "", "install", "--no-audit", "--no-fund", "--prefer-offline",
            "--prefix", folder, Package);
        Skip.If(exitCode != 0, $"npm cannot install {Package}: {output}");
        return folder;
    }

    private static async Task<string> VerifyAsync(string packages, string secret, long now, ReceivedCall call)
    {
        var input = JsonSerializer.Serialize(
            new { secret, now, headers = call.Headers, body = Convert.ToBase64String(call.Body) });
        var (exitCode, output) = await RunAsync("node", packages, input, "-e", Program);
        Assert.True(exitCode == 0, output);
        return output.Trim();
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(
        string program, string folder, string input, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            return (process.ExitCode, await output + await errors);
        }
        catch (Win32Exception)
        {
            throw new SkipException(program + " is not installed");
        }
    }
}
