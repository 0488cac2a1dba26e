using System.Globalization;
using System.Text.Json.Nodes;

namespace Shop.Gcloud.Tests.ControlPlane;

/// <summary>
/// The standard methods on one kind of resource: create, get, list, patch, delete. What is particular to an API is
/// said in the properties.
/// </summary>
internal sealed record Collection(string Service, string Version, string Path, string Singular)
{
    public required Shape Shape { get; init; }

    /// <summary>Query parameter with the new resource's id; null: the resource is PUT under its name.</summary>
    public string? IdParameter { get; init; }

    /// <summary>Checks what is to be stored, and adds what the service adds. Null before a create.</summary>
    public Action<ApiRequest, JsonObject, JsonObject?> Prepare { get; init; } = (_, _, _) => { };

    /// <summary>
    /// Does what the stored resource asks for. What it returns is why that failed: then the operation ends in that
    /// error, and the resource stays as it is.
    /// </summary>
    public Func<ApiRequest, JsonObject, JsonObject?, string?> Make { get; init; } = (_, _, _) => null;

    public Action<ApiRequest> Deleted { get; init; } = _ => { };

    /// <summary>Set where changes answer with an operation; gives its parent.</summary>
    public Func<ApiRequest, string>? OperationParent { get; init; }

    /// <summary>What such an operation says about itself besides its outcome.</summary>
    public JsonObject? OperationMetadata { get; init; }

    /// <summary>Set where an update is wrapped, with its mask, in a message of its own, as Pub/Sub does.</summary>
    public string? Wrapper { get; init; }

    /// <summary>Whether it can be created and patched here, and not only read and deleted.</summary>
    public bool Writable { get; init; } = true;

    public string ListField => Path[(Path.LastIndexOf('/') + 1)..];

    public void AddTo(Routes routes, Operations operations)
    {
        var one = $"{Version}/{Path}/{{{Singular}}}";
        routes.Add(Service, $"GET {Version}/{Path}", "pageSize pageToken filter orderBy view", List);
        routes.Add(Service, "GET " + one, "view", request => Existing(request));
        routes.Add(Service, "DELETE " + one, "etag force allowMissing", request => Delete(request, operations));
        if (!Writable)
            return;
        if (IdParameter is null)
            routes.Add(Service, "PUT " + one, "", request => Create(request, request.Resource, operations));
        else
        {
            routes.Add(Service, $"POST {Version}/{Path}", IdParameter, request => Create(
                request, $"{request.Resource}/{Id(request)}", operations));
        }
        routes.Add(Service, "PATCH " + one, "updateMask", request => Patch(request, operations));
    }

    public static JsonObject Existing(ApiRequest request) =>
        request.State.Find(request.FullName) ?? throw Refusal.NotFound(request.Resource);

    private JsonObject Answer(ApiRequest request, JsonObject resource, Operations operations) =>
        OperationParent is null ? resource : operations.Done(request, OperationParent(request), resource, OperationMetadata);

    private string Id(ApiRequest request) =>
        request.Parameter(IdParameter!) ?? throw Refusal.Invalid($"{IdParameter} is required.");

    private JsonObject Create(ApiRequest request, string name, Operations operations)
    {
        var resource = (JsonObject)request.Body.DeepClone();
        Shape.Check(resource);
        if (resource["name"] is { } said && (string?)said != name && IdParameter is null)
            throw Refusal.Invalid($"The name in the body ({said}) is not that of the path ({name}).");
        var full = $"//{Service}/{name}";
        if (request.State.Has(full))
            throw Refusal.Exists(name);
        resource["name"] = name;
        return Store(request with { Resource = name }, resource, null, operations);
    }

    private JsonObject Patch(ApiRequest request, Operations operations)
    {
        var before = Existing(request);
        var (update, mask) = Wrapper is null
            ? (request.Body, request.Parameter("updateMask"))
            : (request.Body[Wrapper] as JsonObject ?? [], (string?)request.Body["updateMask"]);
        Shape.Check(update);
        var after = (JsonObject)before.DeepClone();
        Mask.Apply(after, update, mask, Shape);
        after["name"] = request.Resource;
        return Store(request, after, before, operations);
    }

    private JsonObject Store(ApiRequest request, JsonObject resource, JsonObject? before, Operations operations)
    {
        Prepare(request, resource, before);
        var failed = Make(request, resource, before);
        request.State.Put(request.FullName, resource);
        return failed is null
            ? Answer(request, resource, operations)
            : operations.Failed(request, OperationParent!(request), failed, OperationMetadata);
    }

    private JsonObject Delete(ApiRequest request, Operations operations)
    {
        Existing(request);
        Deleted(request);
        request.State.Remove(request.FullName);
        return Answer(request, [], operations);
    }

    private JsonObject List(ApiRequest request)
    {
        // A dash stands for every location.
        var wanted = $"{request.FullName}/-".Split('/');
        var all = request.State.Under($"//{Service}/").Where(entry => Fits(entry.Key.Split('/'), wanted))
            .Select(entry => entry.Value);
        return Page(request, ListField, all);
    }

    private static bool Fits(string[] name, string[] wanted) =>
        name.Length == wanted.Length && name.Zip(wanted).All(pair => pair.Second is "-" || pair.First == pair.Second);

    /// <summary>One page of a list, as large as was asked for and never larger than the stub allows.</summary>
    public static JsonObject Page(ApiRequest request, string field, IEnumerable<JsonObject> all)
    {
        var size = int.TryParse(request.Parameter("pageSize"), out var asked) && asked > 0 ? asked : 100;
        size = Math.Min(size, StubCloud.PageSizeMax);
        var start = int.TryParse(request.Parameter("pageToken"), out var token) ? token : 0;
        var rest = all.Skip(start).ToList();
        var page = new JsonObject();
        if (rest.Count > 0)
            page[field] = new JsonArray([.. rest.Take(size)]);
        if (rest.Count > size)
            page["nextPageToken"] = (start + size).ToString(CultureInfo.InvariantCulture);
        return page;
    }
}
