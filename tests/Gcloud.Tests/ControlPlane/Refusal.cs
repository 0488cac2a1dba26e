using System.Text.Json.Nodes;

namespace Shop.Gcloud.Tests.ControlPlane;

/// <summary>An error as Google's APIs say it: an HTTP code, a canonical status and a sentence.</summary>
internal sealed class Refusal(int code, string status, string message, JsonNode? detail = null)
    : Exception(message)
{
    public int Code { get; } = code;

    public static Refusal Invalid(string message) => new(400, "INVALID_ARGUMENT", message);

    public static Refusal Precondition(string message) => new(400, "FAILED_PRECONDITION", message);

    public static Refusal NotFound(string name) =>
        new(404, "NOT_FOUND", $"Resource not found (resource={name}).");

    public static Refusal Exists(string name) =>
        new(409, "ALREADY_EXISTS", $"Resource already exists in the project (resource={name}).");

    public static Refusal Forbidden(string message) => new(403, "PERMISSION_DENIED", message);

    public static Refusal Disabled(string service, string project) =>
        new(403, "PERMISSION_DENIED",
            $"{service} has not been used in project {project} before or it is disabled. Enable it by visiting "
            + $"https://console.developers.google.com/apis/api/{service}/overview?project={project} then retry.",
            new JsonObject
            {
                ["@type"] = "type.googleapis.com/google.rpc.ErrorInfo",
                ["reason"] = "SERVICE_DISABLED",
                ["domain"] = "googleapis.com",
                ["metadata"] = new JsonObject { ["service"] = service, ["consumer"] = $"projects/{project}" },
            });

    public JsonObject ToJson()
    {
        var error = new JsonObject { ["code"] = Code, ["message"] = Message, ["status"] = status };
        if (detail is not null)
            error["details"] = new JsonArray(detail.DeepClone());
        return new JsonObject { ["error"] = error };
    }
}
