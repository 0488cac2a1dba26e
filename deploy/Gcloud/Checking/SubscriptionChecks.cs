using System.Globalization;
using System.Text.Json.Nodes;
using Shop.Eventing.Handling;
using Shop.Gcloud.Planning;
using Shop.Topology;

namespace Shop.Gcloud.Checking;

/// <summary>Subscriptions: whether everything is delivered, patiently, and never to a handler that is still at it.</summary>
internal static class SubscriptionChecks
{
    public static async Task<IEnumerable<Finding>> SubscriptionsAsync(LiveProject live, Deployment deployment)
    {
        var functions = await FunctionChecks.ReadAsync(live, deployment);
        var findings = new List<Finding>();
        foreach (var wanted in deployment.Subscriptions)
        {
            var found = await live.GetAsync("pubsub", $"v1/{deployment.Names.Subscription(wanted.Name)}");
            var function = functions.GetValueOrDefault(ResourceNames.Function(wanted.Function));
            var faults = found is null
                ? ["is not there: what is published meanwhile never reaches its function."]
                : Push(wanted, found, function, deployment).Concat(Delivery(
                    found, function, wanted.AckDeadlineSeconds, wanted.MinimumBackoffSeconds,
                    wanted.MaximumBackoffSeconds, wanted.DeadLetters, wanted.RetentionDays, deployment));
            findings.AddRange(faults.Select(fault => new Finding($"subscription {wanted.Name}", fault, Finding.Apply)));
        }
        return findings;
    }

    /// <summary>The subscriptions that Eventarc has made for triggers.</summary>
    public static async Task<IEnumerable<Finding>> TriggersAsync(LiveProject live, Deployment deployment)
    {
        var functions = await FunctionChecks.ReadAsync(live, deployment);
        var findings = new List<Finding>();
        foreach (var function in deployment.Functions)
        {
            var there = functions.GetValueOrDefault(ResourceNames.Function(function.Name));
            if (function.Trigger is not { } wanted || there is null)
            {
                continue;
            }
            var trigger = there.Text("eventTrigger.trigger") is { } name ? await live.GetAsync("eventarc", $"v1/{name}") : null;
            var found = trigger.Text("transport.pubsub.subscription") is { } subscription
                ? await live.GetAsync("pubsub", $"v1/{subscription}") : null;
            var faults = found is null
                ? ["has no trigger: no upload reaches it."]
                : Delivery(
                    found, there, wanted.AckDeadlineSeconds, wanted.MinimumBackoffSeconds, wanted.MaximumBackoffSeconds,
                    wanted.DeadLetters, wanted.RetentionDays, deployment);
            findings.AddRange(faults.Select(fault => new Finding(
                $"trigger of {ResourceNames.Function(function.Name)}, subscription {found.Id()}", fault, Finding.Apply)));
        }
        return findings;
    }

    private static IEnumerable<string> Push(
        SubscriptionSpec wanted, JsonNode found, JsonNode? function, Deployment deployment)
    {
        if (found.Id("topic") != wanted.Topic)
        {
            yield return $"gets topic {found.Id("topic")}, not {wanted.Topic}: delete it, since that cannot be changed.";
        }
        if (found.Text("filter") is { Length: > 0 } filter)
        {
            yield return $"has the filter {filter}: what it drops vanishes unseen. Delete it, since that cannot be changed.";
        }
        if (function is not null && found.Text("pushConfig.pushEndpoint") != function.Text("serviceConfig.uri"))
        {
            yield return $"pushes to '{found.Text("pushConfig.pushEndpoint")}', not to its function.";
        }
        if (found.Text("pushConfig.oidcToken.serviceAccountEmail") != deployment.PushAccount)
        {
            yield return $"does not call as {deployment.PushAccount}: the function refuses it.";
        }
        if (found.Text("pushConfig.noWrapper.writeMetadata") != (wanted.Wrapped ? null : "true"))
        {
            yield return wanted.Wrapped ? "is not wrapped." : "is wrapped, or without metadata: it names no subscription.";
        }
    }

    private static IEnumerable<string> Delivery(
        JsonNode found, JsonNode? function, int ackDeadline, int minimumBackoff, int maximumBackoff,
        DeadLetterSpec? deadLetters, int retentionDays, Deployment deployment)
    {
        var deadline = Number(found.Text("ackDeadlineSeconds") ?? "10");
        var timeout = Number(function.Text("serviceConfig.timeoutSeconds") ?? "60");
        if (deadline <= timeout)
        {
            yield return $"ackDeadlineSeconds is {deadline}, and its function may take {timeout} s: what is still being "
                + "handled is delivered again.";
        }
        else if (deadline != ackDeadline)
        {
            yield return $"ackDeadlineSeconds is {deadline}, the topology says {ackDeadline}.";
        }
        var backoff = $"{found.Text("retryPolicy.minimumBackoff")}-{found.Text("retryPolicy.maximumBackoff")}";
        if (backoff != $"{minimumBackoff}s-{maximumBackoff}s")
        {
            yield return $"backoff is '{backoff}', the topology says {minimumBackoff}s-{maximumBackoff}s.";
        }
        var topic = deadLetters is null ? null : deployment.Names.Topic(deadLetters.Topic);
        if (found.Text("deadLetterPolicy.deadLetterTopic") != topic)
        {
            yield return topic is null ? "has a dead-letter topic of its own: it would loop."
                : "has no dead letters: what nobody can handle is forgotten in the end.";
        }
        else if (deadLetters is not null && Number(found.Text("deadLetterPolicy.maxDeliveryAttempts") ?? "5") != deadLetters.AttemptsMax)
        {
            yield return $"gives up after {found.Text("deadLetterPolicy.maxDeliveryAttempts")} attempts, the topology says "
                + $"{deadLetters.AttemptsMax}.";
        }
        foreach (var fault in Life(found, retentionDays))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> Life(JsonNode found, int retentionDays)
    {
        var kept = TimeSpan.FromSeconds(Number((found.Text("messageRetentionDuration") ?? "604800s").TrimEnd('s')));
        var remembered = PipelineLimits.Default.InboxLife;
        if (kept >= remembered)
        {
            yield return $"keeps messages for {kept.TotalDays} days, and functions remember an event for "
                + $"{remembered.TotalDays}: it could be applied twice.";
        }
        else if (kept != TimeSpan.FromDays(retentionDays))
        {
            yield return $"keeps messages for {kept.TotalDays} days, the topology says {retentionDays}.";
        }
        if (found.Text("expirationPolicy.ttl") is { } ttl)
        {
            yield return $"expires when idle for {ttl}: with it goes what is published later.";
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
