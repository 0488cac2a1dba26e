using System.Globalization;
using System.Text.Json.Nodes;

namespace Shop.Gcloud.Tests.ControlPlane.Apis;

/// <summary>Cloud Monitoring: alert policies, whose ids the service makes up.</summary>
internal static class Monitoring
{
    private const string Service = "monitoring.googleapis.com";

    private static readonly Shape _shape = Shape.Parse("""
        name displayName documentation{content mimeType subject links:any} userLabels{*} combiner:AND|OR|AND_WITH_MATCHING_RESOURCE
        enabled:bool notificationChannels[] severity:CRITICAL|ERROR|WARNING creationRecord{*} mutationRecord{*}
        alertStrategy{*} validity{*}
        conditions[]{name displayName
          conditionThreshold{filter aggregations:any denominatorFilter denominatorAggregations:any forecastOptions{*}
            comparison:COMPARISON_GT|COMPARISON_GE|COMPARISON_LT|COMPARISON_LE|COMPARISON_EQ|COMPARISON_NE
            thresholdValue:number duration trigger{*} evaluationMissingData}
          conditionAbsent{*} conditionMatchedLog{*} conditionMonitoringQueryLanguage{*}
          conditionPrometheusQueryLanguage{*} conditionSql{*}}
        """);

    public static void AddTo(Routes routes)
    {
        const string One = "v3/projects/{project}/alertPolicies/{policy}";
        routes.Add(Service, "GET v3/projects/{project}/alertPolicies", "filter orderBy pageSize pageToken", request =>
            Collection.Page(request, "alertPolicies",
                request.State.Under(request.FullName + "/").Select(entry => entry.Value)));
        routes.Add(Service, "POST v3/projects/{project}/alertPolicies", "", Create);
        routes.Add(Service, "GET " + One, "", Collection.Existing);
        routes.Add(Service, "PATCH " + One, "updateMask", Patch);
        routes.Add(Service, "DELETE " + One, "", request =>
        {
            Collection.Existing(request);
            request.State.Remove(request.FullName);
            return new JsonObject();
        });
    }

    private static JsonObject Create(ApiRequest request)
    {
        var policy = (JsonObject)request.Body.DeepClone();
        var id = request.State.NextNumber().ToString(CultureInfo.InvariantCulture);
        policy["name"] = $"projects/{request["project"]}/alertPolicies/{id}";
        Check(policy);
        request.State.Put($"{request.FullName}/{id}", policy);
        return policy;
    }

    // Without a mask the whole policy is replaced.
    private static JsonObject Patch(ApiRequest request)
    {
        var policy = Collection.Existing(request);
        if (request.Parameter("updateMask") is { Length: > 0 } mask)
            Mask.Apply(policy, request.Body, mask, _shape);
        else
            policy = (JsonObject)request.Body.DeepClone();
        policy["name"] = request.Resource;
        Check(policy);
        request.State.Put(request.FullName, policy);
        return policy;
    }

    private static void Check(JsonObject policy)
    {
        _shape.Check(policy);
        policy["enabled"] ??= true;
        foreach (var field in new[] { "displayName", "combiner", "conditions" })
        {
            if (policy[field] is null)
                throw Refusal.Invalid($"Field alert_policy.{field} had an invalid value: it is required.");
        }
        var number = 0;
        foreach (var condition in policy["conditions"]!.AsArray())
            condition!["name"] ??= $"{policy["name"]}/conditions/{++number}";
    }
}
