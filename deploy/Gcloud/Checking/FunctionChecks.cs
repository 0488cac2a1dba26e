using System.Globalization;
using System.Text.Json.Nodes;
using Shop.Gcloud.Deploying;
using Shop.Gcloud.Planning;
using Shop.Topology;

namespace Shop.Gcloud.Checking;

/// <summary>Functions: deployed as the topology says, and called by nobody but those who may.</summary>
internal static class FunctionChecks
{
    public static async Task<IReadOnlyDictionary<string, JsonNode>> ReadAsync(LiveProject live, Deployment deployment) =>
        (await live.ListAsync(
            "cloudfunctions", $"v2/projects/{deployment.Names.ProjectId}/locations/{deployment.Region}/functions", "functions"))
        .ToDictionary(function => function.Id()!);

    public static async Task<IEnumerable<Finding>> FunctionsAsync(LiveProject live, Deployment deployment)
    {
        var found = await ReadAsync(live, deployment);
        return deployment.Functions.SelectMany(function =>
        {
            var name = ResourceNames.Function(function.Name);
            return found.TryGetValue(name, out var there)
                ? Drift(function, there, deployment).Select(fault => new Finding($"function {name}", fault, Finding.Apply))
                : [new Finding($"function {name}", "is not deployed.", Finding.Apply)];
        });
    }

    /// <summary>Whoever may call a function that is not public could send it events.</summary>
    public static async Task<IEnumerable<Finding>> CallersAsync(LiveProject live, Deployment deployment)
    {
        const string Role = "roles/run.invoker";
        var found = await ReadAsync(live, deployment);
        var findings = new List<Finding>();
        foreach (var function in deployment.Functions)
        {
            var name = ResourceNames.Function(function.Name);
            if (!found.TryGetValue(name, out var there))
            {
                continue;
            }
            var callers = (await live.PolicyAsync("run", $"v2/{there.Text("serviceConfig.service")}:getIamPolicy"))[Role];
            var wanted = deployment.CallerOf(function);
            var command = $"{name} --region={deployment.Region} --role={Role}";
            if (!callers.Contains(wanted))
            {
                findings.Add(new Finding($"function {name}", $"{wanted} lacks {Role}: nothing reaches it.",
                    $"gcloud run services add-iam-policy-binding {command} --member={wanted}"));
            }
            findings.AddRange(callers.Except([wanted]).Where(caller => caller.StartsWith("all", StringComparison.Ordinal))
                .Select(caller => new Finding($"function {name}", $"{caller} may call it: anybody could send it events.",
                    $"gcloud run services remove-iam-policy-binding {command} --member={caller}")));
        }
        return findings;
    }

    private static IEnumerable<string> Drift(FunctionSpec function, JsonNode there, Deployment deployment)
    {
        var how = function.Deployment!;
        if (there.Text("state") != "ACTIVE")
        {
            yield return $"is {there.Text("state")}: {there.Text("stateMessages.message") ?? "see its log"}.";
        }
        var service = there["serviceConfig"];
        (string Field, string Wanted, string Why)[] fields =
        [
            ("timeoutSeconds", Number(function.TimeoutSeconds), ""),
            ("maxInstanceRequestConcurrency", Number(function.Concurrency),
                "Google's default is 1: an instance, and its price, for every request that waits."),
            ("maxInstanceCount", Number(how.MaximumInstances), "Nothing else bounds the bill."),
            ("minInstanceCount", Number(how.MinimumInstances), ""),
            ("availableMemory", how.Memory, ""),
            ("availableCpu", Number(how.Cpu), ""),
            ("serviceAccountEmail", deployment.AccountOf(function), "It has rights of another account."),
            ("ingressSettings", how.Ingress == Ingress.All ? "ALLOW_ALL" : "ALLOW_INTERNAL_ONLY", ""),
        ];
        foreach (var (field, wanted, why) in fields)
        {
            var value = service.Text(field) ?? (field is "minInstanceCount" ? "0" : "not set");
            if (value != wanted)
            {
                yield return $"{field} is {value}, the topology says {wanted}. {why}".TrimEnd();
            }
        }
        foreach (var fault in Variables(function, service, deployment))
        {
            yield return fault;
        }
        if (function.Trigger is not null && there.Text("eventTrigger.retryPolicy") != "RETRY_POLICY_RETRY")
        {
            yield return "does not retry: an event that fails is dropped, and reported as handled.";
        }
        if (there.Text($"labels.{DeployCommand.InputsLabel}") != FunctionInputs.Of(function, deployment))
        {
            yield return "was deployed from other sources or settings than those here.";
        }
    }

    private static IEnumerable<string> Variables(FunctionSpec function, JsonNode? service, Deployment deployment)
    {
        var wanted = FunctionVariables.Of(function, deployment.Topology, deployment.Names);
        var there = (service?["environmentVariables"] as JsonObject)?.ToDictionary(pair => pair.Key, pair => pair.Value?.ToString() ?? "") ?? [];
        if (there.GetValueOrDefault("AUTH_MODE") == "none")
        {
            yield return "AUTH_MODE is none: it would believe everybody, and refuses to start.";
        }
        foreach (var (name, value) in wanted.Where(pair => there.GetValueOrDefault(pair.Key) != pair.Value))
        {
            yield return $"{name} is '{there.GetValueOrDefault(name, "")}', the topology says '{value}'.";
        }
        // LOG_EXECUTION_ID is what gcloud adds by itself.
        foreach (var name in there.Keys.Except(wanted.Keys).Except(["AUTH_MODE", "LOG_EXECUTION_ID"]))
        {
            yield return $"{name} is set, which the topology does not know.";
        }
    }

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
