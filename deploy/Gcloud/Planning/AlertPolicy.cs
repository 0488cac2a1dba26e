using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shop.Topology;

namespace Shop.Gcloud.Planning;

/// <summary>
/// An alert as Cloud Monitoring describes it: https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies.
/// </summary>
internal static class AlertPolicy
{
    private static readonly JsonSerializerOptions _readable = new()
    {
        WriteIndented = true,
        // Part of a script, never of a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string TitleOf(AlertSpec alert) => "Shop: " + alert.Name;

    public static string Write(JsonObject policy) => policy.ToJsonString(_readable);

    public static JsonObject Of(AlertSpec alert, Deployment deployment)
    {
        var channel = deployment.Names.Parameters.GetValueOrDefault("notificationChannel", "");
        return new JsonObject
        {
            ["displayName"] = TitleOf(alert),
            ["documentation"] = new JsonObject
            {
                ["mimeType"] = "text/markdown",
                ["content"] = $"{Meaning(alert)} What to do: deploy/RUNBOOK.md, section {alert.Name}.",
            },
            ["userLabels"] = new JsonObject(),
            ["combiner"] = "OR",
            ["conditions"] = new JsonArray(new JsonObject
            {
                ["displayName"] = Meaning(alert),
                ["conditionThreshold"] = Threshold(alert, deployment),
            }),
            ["notificationChannels"] = channel.Length == 0 ? new JsonArray() : new JsonArray(channel),
        };
    }

    private static string Meaning(AlertSpec alert) => alert.Watches switch
    {
        AlertKind.DeadLetters => "Messages that nobody could handle are being filed.",
        AlertKind.OldestUnacknowledgedSeconds => FormattableString.Invariant(
            $"A subscription has a message that nobody has acknowledged for over {alert.Threshold} seconds."),
        AlertKind.ErrorRatio => FormattableString.Invariant(
            $"More than {alert.Threshold:P0} of a function's answers are errors."),
    };

    private static JsonObject Threshold(AlertSpec alert, Deployment deployment)
    {
        var threshold = alert.Watches switch
        {
            AlertKind.DeadLetters => Watch(
                "resource.type = \"pubsub_subscription\" AND "
                + "metric.type = \"pubsub.googleapis.com/subscription/push_request_count\" AND "
                + $"resource.labels.subscription_id = {OneOf(ArchivesOf(deployment))}",
                "ALIGN_DELTA", "REDUCE_SUM"),
            AlertKind.OldestUnacknowledgedSeconds => Watch(
                "resource.type = \"pubsub_subscription\" AND "
                + "metric.type = \"pubsub.googleapis.com/subscription/oldest_unacked_message_age\"",
                "ALIGN_MAX", "REDUCE_MAX", "resource.label.subscription_id"),
            AlertKind.ErrorRatio => Ratio(deployment),
        };
        threshold["comparison"] = "COMPARISON_GT";
        threshold["thresholdValue"] = alert.Threshold;
        threshold["duration"] = FormattableString.Invariant($"{alert.Minutes * 60}s");
        threshold["trigger"] = new JsonObject { ["count"] = 1 };
        return threshold;
    }

    // What gets dead letters.
    private static IEnumerable<string> ArchivesOf(Deployment deployment)
    {
        var topics = RightsSteps.DeadLetterTopics(deployment).ToHashSet();
        return deployment.Topology.Subscriptions.Where(each => topics.Contains(each.Topic)).Select(each => each.Name);
    }

    private static JsonObject Ratio(Deployment deployment)
    {
        var answers = "resource.type = \"cloud_run_revision\" AND metric.type = \"run.googleapis.com/request_count\" AND "
            + $"resource.labels.service_name = {OneOf(deployment.Topology.Functions.Select(each => ResourceNames.Function(each.Name)))}";
        var ratio = Watch(
            answers + " AND metric.labels.response_code_class = \"5xx\"",
            "ALIGN_RATE", "REDUCE_SUM", "resource.label.service_name");
        ratio["denominatorFilter"] = answers;
        ratio["denominatorAggregations"] = ratio["aggregations"]!.DeepClone();
        return ratio;
    }

    private static JsonObject Watch(string filter, string aligner, string reducer, params IEnumerable<string> groups) => new()
    {
        ["filter"] = filter,
        ["aggregations"] = new JsonArray(new JsonObject
        {
            ["alignmentPeriod"] = "60s",
            ["perSeriesAligner"] = aligner,
            ["crossSeriesReducer"] = reducer,
            ["groupByFields"] = new JsonArray([.. groups.Select(group => (JsonNode)group)]),
        }),
    };

    // https://cloud.google.com/monitoring/api/v3/filters
    private static string OneOf(IEnumerable<string> names) =>
        $"one_of({string.Join(", ", names.Select(name => $"\"{name}\""))})";
}
