using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Shop.Gcloud.Tests.ControlPlane.Apis;

/// <summary>What Cloud Functions refuses of a function before it builds anything, and what it adds.</summary>
internal static partial class FunctionRules
{
    private static readonly string[] _reserved =
        ["FUNCTION_TARGET", "FUNCTION_SIGNATURE_TYPE", "K_SERVICE", "K_REVISION", "K_CONFIGURATION", "PORT"];

    // CPU that goes with memory, where none is asked for.
    private static readonly Dictionary<string, string> _cpu = new(StringComparer.Ordinal)
    {
        ["128"] = "0.0833", ["256"] = "0.1666", ["512"] = "0.3333", ["1"] = "0.5833", ["2"] = "1", ["4"] = "2",
    };

    public static void Prepare(ApiRequest request, JsonObject function, JsonObject? before)
    {
        if (!Id().IsMatch(request.Resource.Split('/')[^1]))
            throw Refusal.Invalid($"Invalid function name {request.Resource}.");
        var build = Part(function, "buildConfig");
        var service = Part(function, "serviceConfig");
        AddDefaults(request.State, function, build, service);
        CheckBuild(request.State, build);
        CheckService(service, isEvent: function["eventTrigger"] is not null);
        foreach (var (label, value) in function["labels"] as JsonObject ?? [])
        {
            if (!Label().IsMatch(label) || !LabelValue().IsMatch((string?)value ?? ""))
                throw Refusal.Invalid($"Label {label}={value} is not allowed.");
        }
    }

    private static JsonObject Part(JsonObject function, string name) =>
        (function[name] ??= new JsonObject()).AsObject();

    private static void AddDefaults(CloudState state, JsonObject function, JsonObject build, JsonObject service)
    {
        var compute = $"{state.Number}-compute@developer.gserviceaccount.com";
        function["environment"] = "GEN_2";
        function["createTime"] ??= Clock.Created;
        function["updateTime"] ??= Clock.Created;
        build["serviceAccount"] ??= $"projects/{state.Project}/serviceAccounts/{compute}";
        build["dockerRegistry"] ??= "ARTIFACT_REGISTRY";
        if (build["onDeployUpdatePolicy"] is null)
            build["automaticUpdatePolicy"] ??= new JsonObject();
        service["timeoutSeconds"] ??= 60;
        service["availableMemory"] ??= "256M";
        var memory = new string([.. ((string)service["availableMemory"]!).TakeWhile(char.IsAsciiDigit)]);
        service["availableCpu"] ??= _cpu.GetValueOrDefault(memory, "1");
        service["maxInstanceCount"] ??= 100;
        service["maxInstanceRequestConcurrency"] ??= 1;
        service["ingressSettings"] ??= "ALLOW_ALL";
        service["serviceAccountEmail"] ??= compute;
        service["allTrafficOnLatestRevision"] ??= true;
        // Google adds this one by itself: whoever compares what is set with what is wanted must allow for it.
        service["environmentVariables"] ??= new JsonObject();
        service["environmentVariables"]!["LOG_EXECUTION_ID"] ??= "true";
    }

    private static void CheckBuild(CloudState state, JsonObject build)
    {
        if (!Functions.HasRuntime((string?)build["runtime"]))
            throw Refusal.Invalid($"Runtime {build["runtime"]} is not supported on GCF Gen2.");
        if (string.IsNullOrEmpty((string?)build["entryPoint"]))
            throw Refusal.Invalid("build_config.entry_point is required.");
        var source = build["source"]?["storageSource"];
        if (!state.Has(StoredObjects.Name((string?)source?["bucket"] ?? "", (string?)source?["object"] ?? "")))
            throw Refusal.Invalid("The source of the function was not uploaded.");
        var account = ((string)build["serviceAccount"]!).Split('/')[^1];
        if (!Members.Exists(state, account))
            throw Refusal.Invalid($"Build service account {account} does not exist.");
    }

    private static void CheckService(JsonObject service, bool isEvent)
    {
        var timeout = Number(service, "timeoutSeconds");
        if (timeout < 1 || timeout > (isEvent ? 540 : 3600))
            throw Refusal.Invalid($"Timeout {timeout} s is out of range: at most 540 s for events, 3600 s for HTTP.");
        var concurrency = Number(service, "maxInstanceRequestConcurrency");
        if (concurrency is < 1 or > 1000)
            throw Refusal.Invalid($"Concurrency {concurrency} is out of range: 1 to 1000.");
        if (concurrency > 1 && Cpu((string)service["availableCpu"]!) < 1)
            throw Refusal.Invalid("Total cpu < 1 is not supported with concurrency > 1.");
        if (Number(service, "minInstanceCount") > Number(service, "maxInstanceCount"))
            throw Refusal.Invalid("The minimum of instances exceeds the maximum.");
        foreach (var (name, _) in service["environmentVariables"] as JsonObject ?? [])
        {
            if (_reserved.Contains(name) || name.StartsWith("X_GOOGLE_", StringComparison.Ordinal))
                throw Refusal.Invalid($"The environment variable {name} is reserved.");
        }
    }

    private static double Cpu(string cpu) => cpu.EndsWith('m')
        ? double.Parse(cpu[..^1], CultureInfo.InvariantCulture) / 1000
        : double.Parse(cpu, CultureInfo.InvariantCulture);

    private static long Number(JsonObject service, string field) =>
        service[field] is { } value ? long.Parse(value.ToString(), CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex("^[A-Za-z](?:[-_A-Za-z0-9]{0,61}[A-Za-z0-9])?$")]
    private static partial Regex Id();

    [GeneratedRegex("^[a-z][-_a-z0-9]{0,62}$")]
    private static partial Regex Label();

    [GeneratedRegex("^[-_a-z0-9]{0,63}$")]
    private static partial Regex LabelValue();
}
