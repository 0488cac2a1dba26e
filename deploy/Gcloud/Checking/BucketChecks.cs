using System.Globalization;
using System.Text.Json.Nodes;
using Shop.Gcloud.Planning;
using Shop.Topology;

namespace Shop.Gcloud.Checking;

/// <summary>Buckets: there, in the right place, and nobody else's to read.</summary>
internal static class BucketChecks
{
    private const int SecondsOfADay = 24 * 60 * 60;
    private static readonly string[] _everybody = ["allUsers", "allAuthenticatedUsers"];

    public static async Task<IEnumerable<Finding>> BucketsAsync(LiveProject live, Deployment deployment)
    {
        var findings = new List<Finding>();
        foreach (var bucket in deployment.Topology.Buckets)
        {
            var name = deployment.Names.Bucket(bucket.Name);
            if (await live.GetAsync("storage", $"storage/v1/b/{name}") is not { } found)
            {
                findings.Add(new Finding($"bucket {name}", "is not there.", Finding.Apply));
                continue;
            }
            findings.AddRange(Settings(bucket, name, found, deployment.Region));
            var policy = await live.PolicyAsync("storage", $"storage/v1/b/{name}/iam");
            findings.AddRange(Rights(bucket, name, policy, deployment));
        }
        return findings;
    }

    private static IEnumerable<Finding> Settings(BucketSpec bucket, string name, JsonNode found, string region)
    {
        if (!region.Equals(found.Text("location"), StringComparison.OrdinalIgnoreCase))
        {
            yield return new Finding($"bucket {name}", $"lies in {found.Text("location")}, not in {region}: a trigger "
                + "must lie where its bucket lies.", "A bucket cannot move: choose that region, or another project.");
        }
        if (found.Text("iamConfiguration.publicAccessPrevention") != "enforced")
        {
            yield return new Finding($"bucket {name}", "could be made public: public access prevention is not enforced.",
                $"gcloud storage buckets update gs://{name} --public-access-prevention");
        }
        if (found.Text("iamConfiguration.uniformBucketLevelAccess.enabled") != "true")
        {
            yield return new Finding($"bucket {name}", "has access control lists: rights may hide in single objects.",
                $"gcloud storage buckets update gs://{name} --uniform-bucket-level-access");
        }
        var soft = long.Parse(found.Text("softDeletePolicy.retentionDurationSeconds") ?? "0", CultureInfo.InvariantCulture);
        if (soft != bucket.SoftDeleteDays * (long)SecondsOfADay)
        {
            yield return new Finding($"bucket {name}", $"keeps what is deleted for {soft / SecondsOfADay} days, "
                + $"not {bucket.SoftDeleteDays}.",
                $"gcloud storage buckets update gs://{name} --soft-delete-duration={bucket.SoftDeleteDays}d");
        }
        var ages = (found["lifecycle"]?["rule"]?.AsArray().OfType<JsonNode>() ?? [])
            .Where(rule => rule.Text("action.type") == "Delete")
            .Select(rule => rule.Text("condition.age"))
            .Except([bucket.DeleteAfterDays?.ToString(CultureInfo.InvariantCulture)]);
        foreach (var age in ages)
        {
            yield return new Finding($"bucket {name}", $"deletes objects at an age of {age} days, which the topology does "
                + "not say.", $"gcloud storage buckets describe gs://{name} shows its lifecycle rules.");
        }
    }

    private static IEnumerable<Finding> Rights(
        BucketSpec bucket, string name, ILookup<string, string> policy, Deployment deployment)
    {
        foreach (var open in policy.Where(role => role.Intersect(_everybody).Any()))
        {
            yield return new Finding($"bucket {name}", $"is public: {open.First(_everybody.Contains)} has {open.Key}.",
                $"gcloud storage buckets remove-iam-policy-binding gs://{name} --member={open.First(_everybody.Contains)} "
                + $"--role={open.Key}");
        }
        foreach (var function in deployment.Functions)
        {
            var member = Deployment.Member(deployment.AccountOf(function));
            foreach (var role in function.Deployment!.Roles.GetValueOrDefault($"bucket:{bucket.Name}", [])
                .Where(role => !policy[role].Contains(member)))
            {
                yield return new Finding($"bucket {name}", $"{member} lacks {role}. {function.Name} cannot work.",
                    $"gcloud storage buckets add-iam-policy-binding gs://{name} --member={member} --role={role}");
            }
        }
    }
}
