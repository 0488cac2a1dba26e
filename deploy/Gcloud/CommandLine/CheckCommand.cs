using System.CommandLine;
using System.Diagnostics;
using Shop.Gcloud.Checking;

namespace Shop.Gcloud.CommandLine;

/// <summary><c>check</c>: what in the live project is not as it must be.</summary>
internal static class CheckCommand
{
    public static Command Create(DeploymentOptions options, string root)
    {
        var command = new Command("check", "Compares the live project with deploy/topology.json, and changes nothing");
        options.AddTo(command, withParameters: true);
        command.SetAction(async (parsed, _) =>
        {
            var token = await TokenAsync();
            if (token is null)
            {
                await Console.Error.WriteLineAsync("gcloud has no access token: run gcloud auth login, then this again.");
                return ExitCode.Failure;
            }
            using var access = new CloudAccess(token, Environment.GetEnvironmentVariable);
            return await CheckAsync(access, options.Read(parsed, root), Console.Out, Console.Error);
        });
        return command;
    }

    private static async Task<int> CheckAsync(
        CloudAccess access, Planning.Deployment deployment, TextWriter output, TextWriter errors)
    {
        try
        {
            var findings = await Preflight.FindAsync(new LiveProject(access, deployment.Names.ProjectId), deployment);
            foreach (var finding in findings)
            {
                await output.WriteLineAsync(finding.ToString());
            }
            await output.WriteLineAsync(findings.Count switch
            {
                0 => "Everything is as deploy/topology.json says.",
                1 => "1 fault.",
                var count => $"{count} faults.",
            });
            return findings.Count == 0 ? ExitCode.Clean : ExitCode.Failure;
        }
        catch (HttpRequestException fault)
        {
            await errors.WriteLineAsync($"Google's APIs cannot be reached: {fault.Message}");
            return ExitCode.Failure;
        }
    }

    private static async Task<string?> TokenAsync()
    {
        try
        {
            using var gcloud = Process.Start(new ProcessStartInfo("gcloud", ["auth", "print-access-token", "--quiet"])
            {
                RedirectStandardOutput = true,
            })!;
            var token = (await gcloud.StandardOutput.ReadToEndAsync()).Trim();
            await gcloud.WaitForExitAsync();
            return gcloud.ExitCode == 0 && token.Length > 0 ? token : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            await Console.Error.WriteLineAsync("gcloud was not found: https://cloud.google.com/sdk/docs/install says how to get it.");
            return null;
        }
    }
}
