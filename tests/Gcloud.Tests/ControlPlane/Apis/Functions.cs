using System.Text.Json.Nodes;

namespace Shop.Gcloud.Tests.ControlPlane.Apis;

/// <summary>
/// Cloud Functions, 2nd gen. A deployment builds the uploaded source and makes a Cloud Run service, and for an event
/// trigger an Eventarc trigger with a topic and a subscription of its own.
/// </summary>
internal static class Functions
{
    public const string Service = "cloudfunctions.googleapis.com";
    private const string Location = "v2/projects/{project}/locations/{location}";

    private static readonly string[] _runtimes = ["dotnet6", "dotnet8", "dotnet10", "nodejs22", "python313", "java21"];

    private static readonly Shape _shape = Shape.Parse("""
        name description url environment:GEN_1|GEN_2 createTime updateTime labels{*} kmsKeyName state
        stateMessages:any satisfiesPzs:bool satisfiesPzi:bool upgradeInfo{*} buildpackStack
        buildConfig{build runtime entryPoint source{storageSource{bucket object generation:int sourceUploadUrl}
            repoSource{*} gitUri} sourceProvenance{*} workerPool environmentVariables{*} dockerRepository sourceToken
          dockerRegistry:CONTAINER_REGISTRY|ARTIFACT_REGISTRY serviceAccount automaticUpdatePolicy{}
          onDeployUpdatePolicy{*}}
        serviceConfig{service timeoutSeconds:int availableMemory availableCpu environmentVariables{*}
          maxInstanceCount:int minInstanceCount:int maxInstanceRequestConcurrency:int vpcConnector
          vpcConnectorEgressSettings ingressSettings:ALLOW_ALL|ALLOW_INTERNAL_ONLY|ALLOW_INTERNAL_AND_GCLB uri
          serviceAccountEmail allTrafficOnLatestRevision:bool revision binaryAuthorizationPolicy
          secretEnvironmentVariables[]{key projectId secret version} secretVolumes:any securityLevel}
        eventTrigger{trigger triggerRegion eventType eventFilters[]{attribute value operator} pubsubTopic
          serviceAccountEmail channel service
          retryPolicy:RETRY_POLICY_UNSPECIFIED|RETRY_POLICY_DO_NOT_RETRY|RETRY_POLICY_RETRY}
        """);

    public static string Name(CloudState state, string location, string function) =>
        $"//{Service}/projects/{state.Project}/locations/{location}/functions/{function}";

    public static void AddTo(Routes routes, Operations operations)
    {
        new Collection(Service, "v2", "projects/{project}/locations/{location}/functions", "function")
        {
            Shape = _shape, IdParameter = "functionId", Prepare = FunctionRules.Prepare,
            Make = FunctionParts.Make, Deleted = FunctionParts.Remove,
            OperationParent = request => $"projects/{request["project"]}/locations/{request["location"]}",
            OperationMetadata = Metadata(),
        }.AddTo(routes, operations);
        routes.Add(Service, $"GET {Location}/runtimes", "filter", _ => Runtimes());
        routes.Add(Service, $"POST {Location}/functions:generateUploadUrl", "", UploadUrl);
        operations.AddTo(routes, Service, Location + "/operations/{operation}");
        // Functions of the 1st generation, which gcloud asks for beside: there are none.
        routes.Add(Service, "GET v1/projects/{project}/locations", "pageSize pageToken", request => new JsonObject
        {
            ["locations"] = new JsonArray(new JsonObject
            {
                ["name"] = $"projects/{request["project"]}/locations/europe-west1",
                ["locationId"] = "europe-west1",
            }),
        });
        routes.Add(Service, "GET v1/projects/{project}/locations/{location}/functions", "pageSize pageToken", _ =>
            new JsonObject());
    }

    private static JsonObject Runtimes() => new()
    {
        ["runtimes"] = new JsonArray([.. _runtimes.Select(name => new JsonObject
        {
            ["name"] = name,
            ["displayName"] = name,
            ["stage"] = "GA",
            ["environment"] = "GEN_2",
        })]),
    };

    // gcloud shows these as they pass, and counts on their being there.
    private static JsonObject Metadata() => new()
    {
        ["@type"] = "type.googleapis.com/google.cloud.functions.v2.OperationMetadata",
        ["stages"] = new JsonArray([.. new[] { "BUILD", "SERVICE", "TRIGGER" }
            .Select(stage => new JsonObject { ["name"] = stage, ["state"] = "COMPLETE" })]),
    };

    public static bool HasRuntime(string? name) => _runtimes.Contains(name);

    private static JsonObject UploadUrl(ApiRequest request)
    {
        var bucket = $"gcf-v2-uploads-{request.State.Number}.{request["location"]}.cloudfunctions.appspot.com";
        var name = $"{request.State.NextNumber()}.zip";
        return new JsonObject
        {
            ["uploadUrl"] = $"http://{Buckets.Service}/{bucket}/{name}?X-Goog-Signature=stub",
            ["storageSource"] = new JsonObject { ["bucket"] = bucket, ["object"] = name },
        };
    }
}
