using static Topology.Tests.MinimalTopology;
using Shop.Topology;

namespace Topology.Tests;

/// <summary>What only a deployed suite has: each case is the smallest one with one thing changed.</summary>
public class DeploymentRulesTests
{
    [Fact]
    public void DeployedTopology_IsRead()
    {
        var topology = TopologyFile.Parse(Deployed, "deployed");

        Assert.Equal("(default)", topology.Deployment!.Firestore.Database);
        Assert.Equal([new AlertSpec("errors", AlertKind.ErrorRatio, 10, 0.05)], topology.Deployment.Alerts);
        var counter = topology.Functions[0].Deployment!;
        Assert.Equal(("shop-counter", "512Mi", 1.0, 0, 20), (
            counter.ServiceAccount, counter.Memory, counter.Cpu, counter.MinimumInstances, counter.MaximumInstances));
        Assert.Equal((Ingress.All, true), (counter.Ingress, counter.Public));
        Assert.Equal(["roles/datastore.user"], counter.Roles["project"]);
        Assert.Equal(Ingress.InternalOnly, topology.Functions[1].Deployment!.Ingress);
    }

    [Theory]
    [InlineData("\"shop-desk\"", "\"abc-56\"")]
    [InlineData("\"shop-desk\"", "\"a23456789-23456789-23456789-23\"")]
    [InlineData("\"512Mi\"", "\"32Gi\"")]
    [InlineData("\"cpu\": 2", "\"cpu\": 8")]
    [InlineData("\"cpu\": 0.5", "\"cpu\": 0.08")]
    [InlineData("\"maximumInstances\": 20", "\"maximumInstances\": 1000")]
    [InlineData("\"minimumInstances\": 1, \"maximumInstances\": 5", "\"minimumInstances\": 5, \"maximumInstances\": 5")]
    [InlineData("\"roles/datastore.user\"", "\"roles/datastore.user\", \"roles/cloudtrace.agent\"")]
    [InlineData("\"bucket:uploads\"", "\"bucket:variants\"")]
    [InlineData("\"timeToLive\": [ \"inbox\" ]", "\"timeToLive\": []")]
    [InlineData("[ { \"name\": \"errors\", \"watches\": \"error-ratio\", \"minutes\": 10, \"threshold\": 0.05 } ]", "[]")]
    public void LegalChange_IsAccepted(string from, string to) => TopologyFile.Parse(Changed(Deployed, (from, to)), "changed");

    [Theory]
    [InlineData("\"shop-desk\"", "\"desk\"", "service account 'desk' must be 6-30 characters")]
    [InlineData("\"shop-desk\"", "\"shop-desk-\"", "service account 'shop-desk-' must be")]
    [InlineData("\"shop-desk\"", "\"Shop-desk\"", "service account 'Shop-desk' must be")]
    [InlineData("\"shop-desk\"", "\"1shop-desk\"", "service account '1shop-desk' must be")]
    [InlineData("\"shop-desk\"", "\"shop-desk\\n\"", "service account 'shop-desk\n' must be")]
    [InlineData("\"shop-desk\"", "\"a23456789-23456789-23456789-234\"", "must be 6-30 characters")]
    [InlineData("\"shop-push\"", "\"push\"", "service account 'push' must be")]
    [InlineData("\"shop-trigger\"", "\"trig_er\"", "service account 'trig_er' must be")]
    [InlineData("\"shop-build\"", "\"\"", "service account '' must be")]
    [InlineData("\"shop-desk\"", "\"shop-counter\"", "service account 'shop-counter' is used twice")]
    [InlineData("\"shop-desk\"", "\"shop-push\"", "service account 'shop-push' is used twice")]
    [InlineData("\"shop-trigger\"", "\"shop-build\"", "service account 'shop-build' is used twice")]
    [InlineData("\"512Mi\"", "\"512\"", "function Counter: memory '512' must look like 512Mi or 1Gi")]
    [InlineData("\"512Mi\"", "\"512MB\"", "memory '512MB'")]
    [InlineData("\"512Mi\"", "\"0Mi\"", "memory '0Mi'")]
    [InlineData("\"512Mi\"", "\"0.5Gi\"", "memory '0.5Gi'")]
    [InlineData("\"512Mi\"", "\"512Mi\\n\"", "memory '512Mi\n'")]
    [InlineData("\"cpu\": 2", "\"cpu\": 3", "function Desk: cpu is 3, must be below 1, or 1, 2, 4, 6 or 8")]
    [InlineData("\"cpu\": 2", "\"cpu\": 1.5", "cpu is 1.5")]
    [InlineData("\"cpu\": 2", "\"cpu\": 0", "cpu is 0")]
    [InlineData("\"cpu\": 2", "\"cpu\": -1", "cpu is -1")]
    [InlineData("\"cpu\": 2", "\"cpu\": 0.5", "function Desk: a cpu below 1 handles one request at a time")]
    [InlineData("\"minimumInstances\": 1", "\"minimumInstances\": -1", "function Desk: instances must satisfy")]
    [InlineData("\"minimumInstances\": 1", "\"minimumInstances\": 6", "function Desk: instances must satisfy")]
    [InlineData(
        "\"minimumInstances\": 0, \"maximumInstances\": 20", "\"minimumInstances\": 0, \"maximumInstances\": 0",
        "function Counter: instances must satisfy")]
    [InlineData("\"maximumInstances\": 20", "\"maximumInstances\": 1001", "function Counter: instances must satisfy")]
    [InlineData(
        "\"cpu\": 2,", "\"cpu\": 2, \"public\": true,", "function Desk: is public and gets messages")]
    [InlineData("\"bucket:uploads\"", "\"bucket:downloads\"", "function Resize: roles are given on 'bucket:downloads'")]
    [InlineData("\"bucket:uploads\"", "\"uploads\"", "roles are given on 'uploads'")]
    [InlineData("\"roles\": { \"project\":", "\"roles\": { \"Project\":", "roles are given on 'Project'")]
    [InlineData("\"roles/datastore.user\"", "\"datastore.user\"", "role 'datastore.user' must look like")]
    [InlineData("\"roles/datastore.user\"", "\"roles/\"", "role 'roles/' must look like")]
    [InlineData("\"roles/datastore.user\"", "\"roles/datastore.user; rm\"", "must look like roles/datastore.user")]
    [InlineData("\"roles/datastore.user\"", "\"roles/owner\"", "roles/owner gives rights on everything")]
    [InlineData("\"roles/datastore.user\"", "\"roles/editor\"", "roles/editor gives rights on everything")]
    [InlineData("\"roles/datastore.user\"", "\"roles/viewer\"", "roles/viewer gives rights on everything")]
    [InlineData("\"timeToLive\": [ \"inbox\" ]", "\"timeToLive\": [ \"keys\" ]", "collection 'keys' has a timeToLive")]
    [InlineData("\"ingress\": \"all\"", "\"ingress\": \"everybody\"", "ingress")]
    [InlineData("\"maximumInstances\": 20, ", "", "maximumInstances")]
    [InlineData("\"memory\": \"512Mi\", ", "\"memory\": \"512Mi\", \"disk\": 1, ", "disk")]
    public void IllegalChange_IsNamed(string from, string to, string message) => Assert.Contains(
        FaultsOf(Changed(Deployed, (from, to))), each => each.Contains(message, StringComparison.Ordinal));

    // The serializer's own default takes numbers for names, also those that stand for nothing.
    [Theory]
    [InlineData("\"ingress\": \"all\"", "\"ingress\": 0", "ingress")]
    [InlineData("\"ingress\": \"all\"", "\"ingress\": 7", "ingress")]
    [InlineData("\"watches\": \"error-ratio\"", "\"watches\": 7", "watches")]
    public void NumberInPlaceOfAName_IsRefused(string from, string to, string message) => Assert.Contains(
        message, Assert.Single(FaultsOf(Changed(Deployed, (from, to)))), StringComparison.Ordinal);

    [Fact]
    public void FunctionWithoutDeployment_IsNamedWhereTheSuiteHasOne()
    {
        var start = Deployed.IndexOf(",\n      \"deployment\"", StringComparison.Ordinal);
        var end = Deployed.IndexOf("\n      }\n", start, StringComparison.Ordinal) + "\n      }".Length;

        Assert.Equal(
            ["function Counter: has no deployment, which the suite has"], FaultsOf(Deployed.Remove(start, end - start)));
    }
}
