using System.Globalization;
using Shop.Gcloud.Planning;
using Shop.Topology;

namespace Shop.Gcloud.Deploying;

/// <summary>The one <c>gcloud functions deploy</c> of a function, for the plan and for a person.</summary>
internal static class DeployCommand
{
    /// <summary>The label that says from which inputs a function was deployed.</summary>
    public const string InputsLabel = "inputs";

    private const string Runtime = "dotnet10";

    // What a value of an environment variable may hold, one of these does not.
    private static readonly char[] _delimiters = ['|', ';', '#', '~', '!'];

    /// <returns>The words of the command, without the label.</returns>
    public static IReadOnlyList<string> Of(FunctionSpec function, Deployment deployment) =>
    [
        "gcloud", "functions", "deploy", ResourceNames.Function(function.Name), "--gen2",
        $"--runtime={Runtime}",
        $"--entry-point={function.EntryPoint}",
        .. TriggerOf(function, deployment),
        $"--ingress-settings={(function.Deployment!.Ingress == Ingress.All ? "all" : "internal-only")}",
        .. Common(function, deployment),
    ];

    /// <summary>The same as a Cloud Run service, which it is underneath; an upload's trigger is set up apart.</summary>
    public static IReadOnlyList<string> OfRun(FunctionSpec function, Deployment deployment) =>
    [
        "gcloud", "run", "deploy", ResourceNames.Function(function.Name),
        $"--base-image={Runtime}",
        $"--function={function.EntryPoint}",
        $"--ingress={(function.Deployment!.Ingress == Ingress.All ? "all" : "internal")}",
        .. Common(function, deployment),
    ];

    private static IEnumerable<string> Common(FunctionSpec function, Deployment deployment)
    {
        var how = function.Deployment!;
        var builder = deployment.Names.ServiceAccount(deployment.Spec.BuildServiceAccount);
        return
        [
            $"--region={deployment.Region}",
            "--source=.",
            $"--set-build-env-vars=GOOGLE_BUILDABLE={function.Project}",
            $"--service-account={deployment.AccountOf(function)}",
            $"--build-service-account=projects/{deployment.Names.ProjectId}/serviceAccounts/{builder}",
            $"--memory={how.Memory}",
            $"--cpu={how.Cpu.ToString(CultureInfo.InvariantCulture)}",
            $"--concurrency={function.Concurrency}",
            $"--timeout={function.TimeoutSeconds}s",
            $"--min-instances={how.MinimumInstances}",
            $"--max-instances={how.MaximumInstances}",
            .. VariablesOf(function, deployment),
            how.Public ? "--allow-unauthenticated" : "--no-allow-unauthenticated",
            "--quiet",
        ];
    }

    private static IEnumerable<string> TriggerOf(FunctionSpec function, Deployment deployment) =>
        function.Trigger is not { } trigger
            ? ["--trigger-http"]
            :
            [
                "--trigger-event-filters=type=google.cloud.storage.object.v1.finalized",
                $"--trigger-event-filters=bucket={deployment.Names.Bucket(trigger.Bucket)}",
                // A trigger lies where its bucket lies.
                $"--trigger-location={deployment.Region}",
                $"--trigger-service-account={deployment.Names.ServiceAccount(deployment.Spec.TriggerServiceAccount)}",
                // Without it an event that fails is dropped, and reported as handled.
                "--retry",
            ];

    private static IEnumerable<string> VariablesOf(FunctionSpec function, Deployment deployment)
    {
        var variables = FunctionVariables.Of(function, deployment.Topology, deployment.Names);
        if (variables.Count > 0)
        {
            var delimiter = _delimiters.First(each => !variables.Values.Any(value => value.Contains(each)));
            var pairs = variables.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => $"{pair.Key}={pair.Value}");
            // See `gcloud topic escaping`: values have commas, too.
            yield return $"--set-env-vars=^{delimiter}^{string.Join(delimiter, pairs)}";
        }
        foreach (var (variable, secret) in function.Secrets ?? new Dictionary<string, string>())
        {
            yield return $"--set-secrets={variable}={secret}:latest";
        }
    }
}
