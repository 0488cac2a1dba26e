using System.Globalization;
using System.Text.Json.Nodes;

namespace Shop.Gcloud.Tests.ControlPlane;

/// <summary>Long-running operations. Each is done when it is answered; what asks again gets the same answer.</summary>
internal sealed class Operations
{
    private readonly Dictionary<string, JsonObject> _all = new(StringComparer.Ordinal);

    public JsonObject Done(ApiRequest request, string parent, JsonObject response, JsonObject? metadata = null) =>
        Keep(request, parent, "response", response, metadata);

    public JsonObject Failed(ApiRequest request, string parent, string message, JsonObject? metadata = null) =>
        Keep(request, parent, "error", new JsonObject { ["code"] = 3, ["message"] = message }, metadata);

    public void AddTo(Routes routes, string service, string pattern) =>
        routes.Add(service, "GET " + pattern, "", request =>
            _all.TryGetValue(request.FullName, out var operation)
                ? operation.DeepClone()
                : throw Refusal.NotFound(request.Resource));

    private JsonObject Keep(
        ApiRequest request, string parent, string outcome, JsonObject value, JsonObject? metadata)
    {
        var number = request.State.NextNumber().ToString(CultureInfo.InvariantCulture);
        var name = $"{parent}{(parent.Length > 0 ? "/" : "")}operations/op-{number}";
        var operation = new JsonObject { ["name"] = name, ["done"] = true };
        if (metadata is not null)
            operation["metadata"] = metadata.DeepClone();
        operation[outcome] = value.DeepClone();
        _all[$"//{request.Service}/{name}"] = operation;
        return (JsonObject)operation.DeepClone();
    }
}
