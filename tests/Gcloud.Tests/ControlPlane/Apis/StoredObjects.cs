using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Shop.Gcloud.Tests.ControlPlane.Apis;

/// <summary>Cloud Storage's objects, as far as deployments upload and remove them.</summary>
internal static class StoredObjects
{
    private const string Service = Buckets.Service;

    public static string Name(string bucket, string name) => $"{Buckets.Name(bucket)}/objects/{name}";

    public static void AddTo(Routes routes)
    {
        const string All = "storage/v1/b/{bucket}/o";
        routes.Add(Service, "GET " + All, "projection maxResults pageToken prefix delimiter versions fields "
            + "includeTrailingDelimiter includeFoldersAsPrefixes matchGlob softDeleted", List);
        routes.Add(Service, $"GET {All}/{{object}}", "projection generation softDeleted", Existing);
        routes.Add(Service, $"DELETE {All}/{{object}}", "generation ifGenerationMatch ifMetagenerationMatch", Delete);
        routes.Add(Service, "POST upload/storage/v1/b/{bucket}/o",
            "uploadType name ifGenerationMatch predefinedAcl projection upload_id", Upload);
        routes.Add(Service, "POST resumable/upload/storage/v1/b/{bucket}/o",
            "uploadType name ifGenerationMatch predefinedAcl projection upload_id", Upload);
        // The address that Cloud Functions gives out for a source: bucket and object, signed.
        routes.Add(Service, "PUT {bucket}/{object}", "X-Goog-Signature", request =>
            Put(request.State, request["bucket"], request["object"], request.Content, request.ContentType));
    }

    public static JsonObject Put(CloudState state, string bucket, string name, byte[] content, string type)
    {
#pragma warning disable CA5351 // Cloud Storage says this hash of every object, and gcloud compares it.
        var hash = Convert.ToBase64String(MD5.HashData(content));
#pragma warning restore CA5351
        var stored = new JsonObject
        {
            ["kind"] = "storage#object",
            ["id"] = $"{bucket}/{name}",
            ["name"] = name,
            ["bucket"] = bucket,
            ["generation"] = state.NextNumber().ToString(CultureInfo.InvariantCulture),
            ["metageneration"] = "1",
            ["contentType"] = type,
            ["size"] = content.Length.ToString(CultureInfo.InvariantCulture),
            ["md5Hash"] = hash,
            ["timeCreated"] = Clock.Created,
            ["updated"] = Clock.Created,
        };
        state.Put(Name(bucket, name), stored);
        state.Contents[Name(bucket, name)] = content;
        return stored;
    }

    private static JsonObject List(ApiRequest request)
    {
        Buckets.Existing(request);
        var all = request.State.Under(Name(request["bucket"], request.Parameter("prefix") ?? ""));
        return new JsonObject
        {
            ["kind"] = "storage#objects",
            ["items"] = new JsonArray([.. all.Select(entry => entry.Value)]),
        };
    }

    private static JsonObject Existing(ApiRequest request) =>
        request.State.Find(Name(request["bucket"], request["object"])) ?? throw new Refusal(
            404, "NOT_FOUND", $"No such object: {request["bucket"]}/{request["object"]}");

    private static JsonObject Delete(ApiRequest request)
    {
        Existing(request);
        request.State.Remove(Name(request["bucket"], request["object"]));
        return [];
    }

    private static JsonObject Upload(ApiRequest request)
    {
        Buckets.Existing(request);
        if (request.Parameter("uploadType") is not "multipart")
            return Put(request.State, request["bucket"], request.Parameter("name")!, request.Content, request.ContentType);
        var (described, content) = Parts(request);
        return Put(request.State, request["bucket"], (string?)described["name"] ?? request.Parameter("name")!,
            content, (string?)described["contentType"] ?? "");
    }

    // Two parts with a line of dashes around each: the object as JSON, then its bytes. Latin-1 keeps bytes as they are.
    private static (JsonObject Described, byte[] Content) Parts(ApiRequest request)
    {
        var boundary = "--" + request.ContentType.Split("boundary=")[1].Trim('"', '\'');
        var text = Encoding.Latin1.GetString(request.Content);
        var line = text[boundary.Length] is '\r' ? "\r\n" : "\n";
        var parts = text.Split(boundary)[1..3].Select(part =>
            part[(part.IndexOf(line + line, StringComparison.Ordinal) + 2 * line.Length)..^line.Length]).ToList();
        var described = JsonNode.Parse(Encoding.Latin1.GetBytes(parts[0]))!.AsObject();
        return (described, Encoding.Latin1.GetBytes(parts[1]));
    }
}
