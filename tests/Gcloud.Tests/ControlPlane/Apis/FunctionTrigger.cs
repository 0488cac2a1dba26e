using System.Text.Json.Nodes;

namespace Shop.Gcloud.Tests.ControlPlane.Apis;

/// <summary>The Eventarc trigger of a function, with the topic and subscription that Eventarc makes for it.</summary>
internal static class FunctionTrigger
{
    private const string Finalized = "google.cloud.storage.object.v1.finalized";

    public static string? Make(ApiRequest request, JsonObject function, JsonObject? before)
    {
        var wanted = function["eventTrigger"] as JsonObject;
        var existing = before?["eventTrigger"] as JsonObject;
        if (wanted is not null && existing?["trigger"] is not null && SameSource(wanted, existing))
        {
            // What Eventarc has made is not in an update; it stays as it is, and so does whatever was set on it since.
            foreach (var made in new[] { "trigger", "pubsubTopic" })
                wanted[made] = existing[made]?.DeepClone();
            wanted["triggerRegion"] ??= existing["triggerRegion"]?.DeepClone();
            return null;
        }
        if (before is not null)
            Remove(request, before);
        if (wanted is null)
            return null;
        if (Fails(request.State, wanted) is { } failed)
            return failed;
        Add(request, function, wanted);
        return null;
    }

    public static void Remove(ApiRequest request, JsonObject function)
    {
        if ((string?)function["eventTrigger"]?["trigger"] is not { } trigger)
            return;
        var removed = request with { Service = Eventarc.Service, Resource = trigger };
        if (!request.State.Has(removed.FullName))
            return;
        Eventarc.RemoveTransport(removed);
        request.State.Remove(removed.FullName);
    }

    private static bool SameSource(JsonObject one, JsonObject other) =>
        (string?)one["eventType"] == (string?)other["eventType"]
        && JsonNode.DeepEquals(one["eventFilters"], other["eventFilters"])
        && (one["triggerRegion"] is null || (string?)one["triggerRegion"] == (string?)other["triggerRegion"]);

    private static string? Fails(CloudState state, JsonObject trigger)
    {
        if (!EnabledServices.IsEnabled(state, Eventarc.Service) || !EnabledServices.IsEnabled(state, PubSub.Service))
            return "Eventarc API and Pub/Sub API must be enabled.";
        if ((string?)trigger["eventType"] != Finalized)
            return $"The stub knows events of type {Finalized} only.";
        var filter = trigger["eventFilters"]!.AsArray().Single(each => (string?)each!["attribute"] == "bucket");
        if (state.Find(Buckets.Name((string)filter!["value"]!)) is not { } bucket)
            return $"Bucket {filter["value"]} does not exist.";
        var location = (string?)bucket["location"];
        if (!string.Equals((string?)trigger["triggerRegion"], location, StringComparison.OrdinalIgnoreCase))
            return $"Trigger location {trigger["triggerRegion"]} must match that of the bucket, {location}.";
        var project = Projects.Name(state);
        var agent = Members.Agent(state, Buckets.Service);
        if (!state.Grants(project, "roles/pubsub.publisher", "serviceAccount:" + agent))
        {
            return "The Cloud Storage service account for your bucket is unable to publish to Cloud Pub/Sub topics "
                + $"in the specified project. {agent} needs roles/pubsub.publisher.";
        }
        if (!Members.Exists(state, Members.Agent(state, Eventarc.Service)))
            return "Permission denied while using the Eventarc Service Agent. It may take a few minutes.";
        var account = (string?)trigger["serviceAccountEmail"] ?? "";
        return state.Grants(project, "roles/eventarc.eventReceiver", "serviceAccount:" + account)
            ? null
            : $"{account} lacks the permission eventarc.events.receiveEvent on the project.";
    }

    private static void Add(ApiRequest request, JsonObject function, JsonObject wanted)
    {
        var state = request.State;
        var (region, service) = ((string)wanted["triggerRegion"]!, (string)function["serviceConfig"]!["service"]!);
        var id = $"{service.Split('/')[^1]}-{state.NextNumber()}";
        var topic = $"projects/{state.Project}/topics/eventarc-{region}-{id}-{state.NextNumber() % 1000:D3}";
        var subscription =
            $"projects/{state.Project}/subscriptions/eventarc-{region}-{id}-sub-{state.NextNumber() % 1000:D3}";
        wanted["trigger"] = $"projects/{state.Project}/locations/{region}/triggers/{id}";
        wanted["pubsubTopic"] = topic;
        var filters = wanted["eventFilters"]!.DeepClone().AsArray();
        filters.Insert(0, new JsonObject { ["attribute"] = "type", ["value"] = wanted["eventType"]!.DeepClone() });
        state.Put($"//{Eventarc.Service}/{wanted["trigger"]}", new JsonObject
        {
            ["name"] = wanted["trigger"]!.DeepClone(),
            ["createTime"] = Clock.Created,
            ["eventFilters"] = filters,
            ["serviceAccount"] = wanted["serviceAccountEmail"]!.DeepClone(),
            ["destination"] = new JsonObject { ["cloudFunction"] = request.Resource },
            ["transport"] = new JsonObject
            {
                ["pubsub"] = new JsonObject { ["topic"] = topic, ["subscription"] = subscription },
            },
        });
        state.Put($"//{PubSub.Service}/{topic}", new JsonObject { ["name"] = topic, ["state"] = "ACTIVE" });
        state.Put($"//{PubSub.Service}/{subscription}", Subscription(function, wanted, topic, subscription));
    }

    // Eventarc's own choices: a day of retention, the shortest deadline, no dead letters.
    private static JsonObject Subscription(JsonObject function, JsonObject wanted, string topic, string name)
    {
        var uri = (string)function["serviceConfig"]!["uri"]!;
        return new JsonObject
        {
            ["name"] = name,
            ["topic"] = topic,
            ["labels"] = new JsonObject { ["goog-eventarc"] = "" },
            ["ackDeadlineSeconds"] = 10,
            ["messageRetentionDuration"] = "86400s",
            ["expirationPolicy"] = new JsonObject(),
            ["retryPolicy"] = new JsonObject { ["minimumBackoff"] = "10s", ["maximumBackoff"] = "600s" },
            ["pushConfig"] = new JsonObject
            {
                ["pushEndpoint"] = uri + "?__GCP_CloudEventsMode=GCS_NOTIFICATION",
                ["attributes"] = new JsonObject { ["x-goog-version"] = "v1" },
                ["oidcToken"] = new JsonObject
                {
                    ["serviceAccountEmail"] = wanted["serviceAccountEmail"]!.DeepClone(),
                    ["audience"] = uri,
                },
            },
            ["state"] = "ACTIVE",
        };
    }
}
