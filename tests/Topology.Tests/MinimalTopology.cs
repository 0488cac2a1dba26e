using Shop.Topology;

namespace Topology.Tests;

/// <summary>The smallest topology that says something of everything, from which each case differs in one thing.</summary>
internal static class MinimalTopology
{
    /// <summary>Nothing of it is deployed: functions, topics and buckets alone.</summary>
    public const string Local = """
        {
          "buckets": [ { "name": "uploads" }, { "name": "variants" } ],
          "topics": [ { "name": "images", "unknownTypes": "Resize" }, { "name": "dead-letters" } ],
          "subscriptions": [
            {
              "name": "images-to-resize", "topic": "images", "function": "Resize",
              "ackDeadlineSeconds": 600, "minimumBackoffSeconds": 10, "maximumBackoffSeconds": 600,
              "deadLetters": { "topic": "dead-letters", "attemptsMax": 5 }
            }
          ],
          "functions": [
            {
              "name": "Resize",
              "project": "functions/Resize",
              "entryPoint": "Shop.Resize.Function",
              "trigger": { "bucket": "uploads", "minimumBackoffSeconds": 10, "maximumBackoffSeconds": 600 },
              "timeoutSeconds": 60,
              "concurrency": 1,
              "publishesTo": [ "images" ],
              "environment": { "TARGET": "${bucket:variants}" }
            }
          ]
        }
        """;

    /// <summary>One function that is called from outside, one that handles its events, one that a bucket triggers.</summary>
    public const string Deployed = """
        {
          "parameters": [ { "name": "audience", "description": "Who calls." } ],
          "buckets": [ { "name": "uploads" }, { "name": "variants" } ],
          "topics": [ { "name": "orders", "unknownTypes": "Desk" }, { "name": "dead-letters" } ],
          "subscriptions": [
            {
              "name": "orders-to-desk", "topic": "orders", "function": "Desk",
              "ackDeadlineSeconds": 60, "minimumBackoffSeconds": 10, "maximumBackoffSeconds": 600
            }
          ],
          "functions": [
            {
              "name": "Counter", "project": "functions/Counter", "entryPoint": "Shop.Counter.Function",
              "trigger": null, "timeoutSeconds": 30, "concurrency": 80,
              "publishesTo": [ "orders" ], "publishes": [ "shop.order.placed.v1" ],
              "environment": { "AUDIENCE": "${parameter:audience}" },
              "deployment": {
                "serviceAccount": "shop-counter", "memory": "512Mi", "cpu": 1, "ingress": "all", "public": true,
                "minimumInstances": 0, "maximumInstances": 20, "roles": { "project": [ "roles/datastore.user" ] }
              }
            },
            {
              "name": "Desk", "project": "functions/Desk", "entryPoint": "Shop.Desk.Function",
              "trigger": null, "timeoutSeconds": 30, "concurrency": 40, "publishesTo": [ "orders" ],
              "handles": [ "shop.order.placed.v1" ], "publishes": [ "shop.order.confirmed.v1" ], "forwards": [],
              "environment": {},
              "deployment": {
                "serviceAccount": "shop-desk", "memory": "1Gi", "cpu": 2, "ingress": "internal-only",
                "minimumInstances": 1, "maximumInstances": 5, "roles": {}
              }
            },
            {
              "name": "Resize", "project": "functions/Resize", "entryPoint": "Shop.Resize.Function",
              "trigger": { "bucket": "uploads", "minimumBackoffSeconds": 10, "maximumBackoffSeconds": 600 },
              "timeoutSeconds": 60, "concurrency": 1, "publishesTo": [], "environment": {},
              "deployment": {
                "serviceAccount": "shop-resize", "memory": "2Gi", "cpu": 0.5, "ingress": "internal-only",
                "minimumInstances": 0, "maximumInstances": 3,
                "roles": { "bucket:uploads": [ "roles/storage.objectViewer" ] }
              }
            }
          ],
          "cycles": [],
          "terminalTypes": [ "shop.order.confirmed.v1" ],
          "deployment": {
            "pushServiceAccount": "shop-push", "triggerServiceAccount": "shop-trigger",
            "buildServiceAccount": "shop-build",
            "firestore": { "database": "(default)", "timeToLive": [ "inbox" ], "withoutIndexes": [ "inbox" ] },
            "alerts": [ { "name": "errors", "watches": "error-ratio", "minutes": 10, "threshold": 0.05 } ]
          }
        }
        """;

    /// <summary>Each change is a text and what stands in its place, everywhere.</summary>
    public static string Changed(string json, params IEnumerable<(string From, string To)> changes)
    {
        foreach (var (from, to) in changes)
        {
            Assert.Contains(from, json, StringComparison.Ordinal);
            json = json.Replace(from, to, StringComparison.Ordinal);
        }
        return json;
    }

    /// <summary>What is wrong with a topology; fails the test where nothing is.</summary>
    public static IReadOnlyList<string> FaultsOf(string json) =>
        Assert.Throws<InvalidTopologyException>(() => TopologyFile.Parse(json, "changed")).Faults;
}
