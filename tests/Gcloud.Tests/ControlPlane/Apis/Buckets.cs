using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Shop.Gcloud.Tests.ControlPlane.Apis;

/// <summary>Cloud Storage's buckets and their Policies.</summary>
internal static partial class Buckets
{
    public const string Service = "storage.googleapis.com";

    private static readonly Shape _shape = Shape.Parse("""
        kind id selfLink name projectNumber:int metageneration:int location locationType storageClass etag timeCreated
        updated labels{*} autoclass{*} billing{*} encryption{*} versioning{enabled:bool} logging{*} website{*} owner{*}
        retentionPolicy{*} defaultEventBasedHold:bool satisfiesPZS:bool satisfiesPZI:bool rpo hierarchicalNamespace{*}
        acl:any defaultObjectAcl:any customPlacementConfig{*} softDeletePolicy{retentionDurationSeconds:int effectiveTime}
        iamConfiguration{uniformBucketLevelAccess{enabled:bool lockedTime} bucketPolicyOnly{*}
                         publicAccessPrevention:enforced|inherited}
        lifecycle{rule[]{action{type:Delete|SetStorageClass|AbortIncompleteMultipartUpload storageClass}
          condition{age:int createdBefore isLive:bool matchesStorageClass[] matchesPrefix[] matchesSuffix[]
            numNewerVersions:int daysSinceNoncurrentTime:int daysSinceCustomTime:int customTimeBefore
            noncurrentTimeBefore}}}
        cors[]{origin[] method[] responseHeader[] maxAgeSeconds:int} ipFilter{*} objectRetention{*}
        """);

    public static string Name(string bucket) => $"//{Service}/projects/_/buckets/{bucket}";

    public static JsonObject Existing(ApiRequest request) => request.State.Find(Name(request["bucket"]))
        ?? throw new Refusal(404, "NOT_FOUND", "The specified bucket does not exist.");

    public static void AddTo(Routes routes)
    {
        const string One = "storage/v1/b/{bucket}";
        routes.Add(Service, "GET storage/v1/b", "project projection maxResults pageToken prefix softDeleted", List);
        routes.Add(Service, "POST storage/v1/b",
            "project projection predefinedAcl predefinedDefaultObjectAcl enableObjectRetention", Create);
        routes.Add(Service, "GET " + One, "projection ifMetagenerationMatch softDeleted generation", Existing);
        routes.Add(Service, "PATCH " + One,
            "projection ifMetagenerationMatch predefinedAcl predefinedDefaultObjectAcl", Patch);
        routes.Add(Service, "DELETE " + One, "ifMetagenerationMatch", Delete);
        routes.Add(Service, $"GET {One}/iam", "optionsRequestedPolicyVersion", request =>
        {
            Existing(request);
            return Policies.Read(request, Name(request["bucket"]));
        });
        routes.Add(Service, $"PUT {One}/iam", "", request =>
        {
            Existing(request);
            // The JSON API repeats what it is about in the body.
            var policy = (JsonObject)request.Body.DeepClone();
            foreach (var said in new[] { "kind", "resourceId" })
                policy.Remove(said);
            return Policies.Write(request, Name(request["bucket"]), policy, "roles/storage. projects/");
        });
        routes.Add(Service, $"GET {One}/storageLayout", "prefix", request =>
        {
            var bucket = Existing(request);
            return new JsonObject
            {
                ["kind"] = "storage#storageLayout",
                ["bucket"] = request["bucket"],
                ["location"] = bucket["location"]!.DeepClone(),
                ["hierarchicalNamespace"] = new JsonObject { ["enabled"] = false },
            };
        });
        routes.Add(Service, $"GET {One}/managedFolders", "pageSize pageToken prefix", _ => new JsonObject());
        routes.Add(Service, "GET storage/v1/projects/{project}/serviceAccount", "", request => new JsonObject
        {
            ["kind"] = "storage#serviceAccount",
            ["email_address"] = Members.MakeAgent(request.State, Service),
        });
    }

    private static JsonObject List(ApiRequest request)
    {
        var prefix = request.Parameter("prefix") ?? "";
        return new JsonObject
        {
            ["kind"] = "storage#buckets",
            ["items"] = new JsonArray([.. request.State.Under(Name(prefix))
                .Where(entry => !entry.Key.Contains("/objects/", StringComparison.Ordinal))
                .Select(entry => entry.Value)]),
        };
    }

    private static JsonObject Create(ApiRequest request)
    {
        var bucket = (JsonObject)request.Body.DeepClone();
        var name = (string?)bucket["name"] ?? "";
        _shape.Check(bucket);
        if (!BucketName().IsMatch(name) || name.Contains("google", StringComparison.Ordinal))
            throw Refusal.Invalid($"Invalid bucket name: '{name}'");
        if (request.Parameter("project") is not { } project || project != request.State.Project)
            throw Refusal.Invalid("Required parameter: project");
        if (request.State.Has(Name(name)))
        {
            throw new Refusal(409, "ALREADY_EXISTS", "Your previous request to create the named bucket succeeded "
                + "and you already own it.");
        }
        bucket["location"] = ((string?)bucket["location"] ?? "US").ToUpperInvariant();
        AddDefaults(bucket, name, request.State.Number);
        request.State.Put(Name(name), bucket);
        return bucket;
    }

    private static void AddDefaults(JsonObject bucket, string name, string number)
    {
        bucket["kind"] = "storage#bucket";
        bucket["id"] = name;
        bucket["projectNumber"] = number;
        bucket["metageneration"] = "1";
        bucket["storageClass"] ??= "STANDARD";
        bucket["locationType"] = ((string)bucket["location"]!).Contains('-', StringComparison.Ordinal)
            ? "region" : "multi-region";
        bucket["timeCreated"] = Clock.Created;
        bucket["updated"] = Clock.Created;
        bucket["softDeletePolicy"] ??= new JsonObject { ["retentionDurationSeconds"] = "604800" };
        bucket["iamConfiguration"] ??= new JsonObject();
        bucket["iamConfiguration"]!["publicAccessPrevention"] ??= "inherited";
        bucket["iamConfiguration"]!["uniformBucketLevelAccess"] ??= new JsonObject { ["enabled"] = false };
    }

    // A merge: what the body names is replaced, what it gives as null goes.
    private static JsonObject Patch(ApiRequest request)
    {
        _shape.Check(request.Body);
        var before = Existing(request);
        var after = (JsonObject)before.DeepClone();
        Merge(after, request.Body);
        if (!JsonNode.DeepEquals(before, after))
        {
            var metageneration = int.Parse((string)before["metageneration"]!, CultureInfo.InvariantCulture) + 1;
            after["metageneration"] = metageneration.ToString(CultureInfo.InvariantCulture);
            request.State.Put(Name(request["bucket"]), after);
        }
        return after;
    }

    private static void Merge(JsonObject to, JsonObject from)
    {
        foreach (var (field, value) in from)
        {
            if (value is null)
                to.Remove(field);
            else if (value is JsonObject inner && to[field] is JsonObject existing)
                Merge(existing, inner);
            else
                to[field] = value.DeepClone();
        }
    }

    private static JsonObject Delete(ApiRequest request)
    {
        Existing(request);
        if (request.State.Under(Name(request["bucket"]) + "/objects/").Count > 0)
            throw new Refusal(409, "FAILED_PRECONDITION", "The bucket you tried to delete is not empty.");
        request.State.Remove(Name(request["bucket"]));
        return [];
    }

    [GeneratedRegex("^[a-z0-9][-_a-z0-9.]{1,61}[a-z0-9]$")]
    private static partial Regex BucketName();
}
