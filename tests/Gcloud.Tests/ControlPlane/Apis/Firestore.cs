using System.Text.Json.Nodes;

namespace Shop.Gcloud.Tests.ControlPlane.Apis;

/// <summary>Firestore's databases, and the settings of single fields: indexes and time to live.</summary>
internal static class Firestore
{
    private const string Service = "firestore.googleapis.com";

    private static readonly Shape _database = Shape.Parse("""
        name uid createTime updateTime deleteTime locationId type:FIRESTORE_NATIVE|DATASTORE_MODE databaseEdition
        concurrencyMode appEngineIntegrationMode etag versionRetentionPeriod earliestVersionTime keyPrefix
        pointInTimeRecoveryEnablement:POINT_IN_TIME_RECOVERY_ENABLED|POINT_IN_TIME_RECOVERY_DISABLED|POINT_IN_TIME_RECOVERY_ENABLEMENT_UNSPECIFIED
        deleteProtectionState:DELETE_PROTECTION_ENABLED|DELETE_PROTECTION_DISABLED cmekConfig{*} freeTier:bool
        sourceInfo{*} tags{*}
        """);

    private static readonly Shape _field = Shape.Parse("""
        name ttlConfig{state} indexConfig{indexes[]{name queryScope apiScope state density multikey:bool shardCount:int
          unique:bool fields[]{fieldPath order arrayConfig vectorConfig{*}}}
          usesAncestorConfig:bool ancestorField reverting:bool}
        """);

    public static string Name(CloudState state, string database = "(default)") =>
        $"//{Service}/projects/{state.Project}/databases/{database}";

    public static void AddTo(Routes routes, Operations operations)
    {
        new Collection(Service, "v1", "projects/{project}/databases", "database")
        {
            Shape = _database, IdParameter = "databaseId", OperationParent = OperationParent, Prepare = Prepare,
            Deleted = request =>
            {
                if ((string?)Collection.Existing(request)["deleteProtectionState"] == "DELETE_PROTECTION_ENABLED")
                    throw Refusal.Precondition("Database delete protection is enabled.");
            },
        }.AddTo(routes, operations);
        const string Group = "v1/projects/{project}/databases/{database}/collectionGroups/{group}";
        routes.Add(Service, $"GET {Group}/fields", "filter pageSize pageToken", ListFields);
        routes.Add(Service, $"GET {Group}/fields/{{field}}", "", Field);
        routes.Add(Service, $"PATCH {Group}/fields/{{field}}", "updateMask", request =>
            PatchField(request, operations));
        operations.AddTo(routes, Service, "v1/projects/{project}/databases/{database}/operations/{operation}");
    }

    private static string OperationParent(ApiRequest request)
    {
        var database = request.Captured.GetValueOrDefault("database") ?? request.Parameter("databaseId");
        return $"projects/{request["project"]}/databases/{database}";
    }

    private static void Prepare(ApiRequest request, JsonObject database, JsonObject? before)
    {
        foreach (var required in new[] { "locationId", "type" })
        {
            if (database[required] is null)
                throw Refusal.Invalid($"The {required} of a database is required.");
        }
        if (before is not null && (string?)before["locationId"] != (string?)database["locationId"])
            throw Refusal.Invalid("The location of a database cannot be changed.");
        database["uid"] ??= "00000000-0000-4000-8000-000000000001";
        database["createTime"] ??= Clock.Created;
        database["concurrencyMode"] ??= "PESSIMISTIC";
        database["appEngineIntegrationMode"] ??= "DISABLED";
        database["deleteProtectionState"] ??= "DELETE_PROTECTION_DISABLED";
        if ((string?)database["pointInTimeRecoveryEnablement"] != "POINT_IN_TIME_RECOVERY_ENABLED")
            database["pointInTimeRecoveryEnablement"] = "POINT_IN_TIME_RECOVERY_DISABLED";
        database["databaseEdition"] ??= "STANDARD";
    }

    // Every field has settings, without having been created: those of its database, until it gets its own.
    private static JsonObject Field(ApiRequest request)
    {
        RequireDatabase(request);
        return request.State.Find(request.FullName) ?? new JsonObject
        {
            ["name"] = request.Resource,
            ["indexConfig"] = new JsonObject
            {
                ["usesAncestorConfig"] = true,
                ["ancestorField"] = $"projects/{request["project"]}/databases/{request["database"]}"
                    + "/collectionGroups/__default__/fields/*",
            },
        };
    }

    private static JsonObject PatchField(ApiRequest request, Operations operations)
    {
        var field = Field(request);
        _field.Check(request.Body);
        Mask.Apply(field, request.Body, request.Parameter("updateMask"), _field);
        if (field["ttlConfig"] is JsonObject ttl)
            ttl["state"] = "ACTIVE";
        if (field["indexConfig"] is JsonObject indexes && request.Body["indexConfig"] is JsonObject)
            indexes["usesAncestorConfig"] = false;
        request.State.Put(request.FullName, field);
        var metadata = new JsonObject
        {
            ["@type"] = "type.googleapis.com/google.firestore.admin.v1.FieldOperationMetadata",
            ["field"] = request.Resource,
            ["state"] = "SUCCESSFUL",
        };
        return operations.Done(request, OperationParent(request), field, metadata);
    }

    private static JsonObject ListFields(ApiRequest request)
    {
        RequireDatabase(request);
        var filter = request.Parameter("filter") ?? "";
        var groups = $"{Name(request.State, request["database"])}/collectionGroups/";
        var all = request.State.Under(request["group"] is "-" ? groups : $"{groups}{request["group"]}/fields/")
            .Select(entry => entry.Value);
        return Collection.Page(request, "fields", all.Where(field =>
            (!filter.Contains("ttlConfig:*", StringComparison.Ordinal) || field["ttlConfig"] is not null)
            && (!filter.Contains("usesAncestorConfig", StringComparison.Ordinal)
                || field["indexConfig"]?["usesAncestorConfig"]?.GetValue<bool>() is false
                || filter.Contains("OR ttlConfig:*", StringComparison.Ordinal) && field["ttlConfig"] is not null)));
    }

    private static void RequireDatabase(ApiRequest request)
    {
        if (!request.State.Has(Name(request.State, request["database"])))
        {
            throw new Refusal(404, "NOT_FOUND", $"The database {request["database"]} does not exist for project "
                + $"{request["project"]}.");
        }
    }
}
