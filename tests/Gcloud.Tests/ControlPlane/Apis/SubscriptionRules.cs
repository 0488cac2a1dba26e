using System.Globalization;
using System.Text.Json.Nodes;

namespace Shop.Gcloud.Tests.ControlPlane.Apis;

/// <summary>What Pub/Sub refuses of a subscription, and what it adds.</summary>
internal static class SubscriptionRules
{
    public static void Prepare(ApiRequest request, JsonObject subscription, JsonObject? before)
    {
        PubSub.CheckName(request.Resource);
        foreach (var fixedField in new[] { "topic", "filter", "enableMessageOrdering" })
        {
            if (before is not null && !JsonNode.DeepEquals(before[fixedField], subscription[fixedField]))
                throw Refusal.Invalid($"Field '{fixedField}' cannot be updated.");
        }
        if (before is null)
            TopicExists(request.State, (string?)subscription["topic"]);
        AddDefaults(subscription);
        Within(Number(subscription["ackDeadlineSeconds"]), 10, 600, "ack_deadline_seconds");
        Within(Seconds(subscription["messageRetentionDuration"]), 600, 2_678_400, "message_retention_duration");
        if (subscription["deadLetterPolicy"] is JsonObject letters)
        {
            TopicExists(request.State, (string?)letters["deadLetterTopic"]);
            letters["maxDeliveryAttempts"] ??= 5;
            Within(Number(letters["maxDeliveryAttempts"]), 5, 100, "max_delivery_attempts");
        }
        if (subscription["retryPolicy"] is JsonObject retry)
            CheckRetry(retry);
        if (subscription["pushConfig"] is JsonObject { Count: > 0 } push)
            CheckPush(request.State, push);
    }

    private static void AddDefaults(JsonObject subscription)
    {
        if (Number(subscription["ackDeadlineSeconds"]) is 0)
            subscription["ackDeadlineSeconds"] = 10;
        subscription["messageRetentionDuration"] ??= "604800s";
        subscription["expirationPolicy"] ??= new JsonObject { ["ttl"] = "2678400s" };
        subscription["pushConfig"] ??= new JsonObject();
        subscription["state"] = "ACTIVE";
    }

    private static void CheckRetry(JsonObject retry)
    {
        retry["minimumBackoff"] ??= "10s";
        retry["maximumBackoff"] ??= "600s";
        var (least, most) = (Seconds(retry["minimumBackoff"]), Seconds(retry["maximumBackoff"]));
        Within(least, 0, 600, "minimum_backoff");
        Within(most, 0, 600, "maximum_backoff");
        if (least > most)
            throw Refusal.Invalid("The minimum backoff must not exceed the maximum backoff.");
    }

    private static void CheckPush(CloudState state, JsonObject push)
    {
        var endpoint = (string?)push["pushEndpoint"];
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps)
            throw Refusal.Invalid($"Invalid push endpoint given (endpoint={endpoint}).");
        if (push["oidcToken"] is JsonObject token)
        {
            var email = (string?)token["serviceAccountEmail"] ?? "";
            if (!Members.Exists(state, email))
                throw Refusal.NotFound(email);
        }
        push["attributes"] ??= new JsonObject { ["x-goog-version"] = "v1" };
    }

    private static void TopicExists(CloudState state, string? topic)
    {
        if (topic is null || !state.Has($"//{PubSub.Service}/{topic}"))
            throw Refusal.NotFound(topic ?? "");
    }

    private static void Within(double value, double least, double most, string field)
    {
        if (value < least || value > most)
            throw Refusal.Invalid($"Invalid {field}: {value}, which is not within {least} and {most}.");
    }

    private static double Number(JsonNode? node) =>
        node is null ? 0 : double.Parse(node.ToString(), CultureInfo.InvariantCulture);

    private static double Seconds(JsonNode? duration)
    {
        var text = duration?.ToString() ?? "";
        return text.EndsWith('s') && double.TryParse(text[..^1], CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : throw Refusal.Invalid($"Invalid duration: {text}");
    }
}
