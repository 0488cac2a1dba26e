using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Shop.Gcloud.Tests.ControlPlane.Apis;

/// <summary>IAM: the accounts that functions and pushes run as.</summary>
internal static partial class ServiceAccounts
{
    private const string Service = "iam.googleapis.com";

    private static readonly Shape _shape = Shape.Parse(
        "accountId serviceAccount{name email projectId uniqueId displayName description etag disabled:bool}");

    public static string Name(CloudState state, string email) =>
        $"//{Service}/projects/{state.Project}/serviceAccounts/{email}";

    public static void AddTo(Routes routes)
    {
        const string One = "v1/projects/{project}/serviceAccounts/{account}";
        routes.Add(Service, "POST v1/projects/{project}/serviceAccounts", "", Create);
        routes.Add(Service, "GET v1/projects/{project}/serviceAccounts", "pageSize pageToken", request =>
            Collection.Page(request, "accounts",
                request.State.Under(request.FullName + "/").Select(entry => entry.Value)));
        routes.Add(Service, "GET " + One, "", Collection.Existing);
        routes.Add(Service, "PATCH " + One, "", Patch);
        routes.Add(Service, "DELETE " + One, "", request =>
        {
            Collection.Existing(request);
            request.State.Remove(request.FullName);
            return new JsonObject();
        });
        Policies.AddTo(routes, Service, One, "roles/iam. roles/run. projects/", "POST");
    }

    private static JsonObject Create(ApiRequest request)
    {
        _shape.Check(request.Body);
        var id = (string?)request.Body["accountId"] ?? "";
        if (!Id().IsMatch(id))
        {
            throw Refusal.Invalid($"Invalid service account id '{id}': 6 to 30 lower-case letters, digits and "
                + "hyphens, beginning with a letter.");
        }
        var email = $"{id}@{request.State.Project}.iam.gserviceaccount.com";
        var name = Name(request.State, email);
        if (request.State.Has(name))
        {
            throw new Refusal(409, "ALREADY_EXISTS",
                $"Service account {id} already exists within project projects/{request.State.Project}.");
        }
        var account = request.Body["serviceAccount"]?.DeepClone().AsObject() ?? [];
        account["name"] = $"projects/{request.State.Project}/serviceAccounts/{email}";
        account["email"] = email;
        account["projectId"] = request.State.Project;
        account["uniqueId"] = "1" + request.State.NextNumber().ToString("D20", CultureInfo.InvariantCulture);
        request.State.Put(name, account);
        return account;
    }

    private static JsonObject Patch(ApiRequest request)
    {
        var account = Collection.Existing(request);
        Mask.Apply(account, request.Body["serviceAccount"] as JsonObject ?? [],
            (string?)request.Body["updateMask"], _shape.Of("serviceAccount")!);
        request.State.Put(request.FullName, account);
        return account;
    }

    [GeneratedRegex("^[a-z](?:[-a-z0-9]{4,28}[a-z0-9])$")]
    private static partial Regex Id();
}
