using Google.Api.Gax;

namespace Google.Cloud.PubSub.V1;

/// <summary>Names of the form <c>projects/{project}/COLLECTION/{id}</c>.</summary>
internal sealed class ResourcePattern(string collection)
{
    internal string Expand(string projectId, string id) =>
        $"projects/{Checked(projectId)}/{collection}/{Checked(id)}";

    /// <summary>A leading <c>//service/</c>, as in full resource names, is accepted and dropped.</summary>
    internal bool TryParse(string name, out string projectId, out string id)
    {
        GaxPreconditions.CheckNotNull(name, nameof(name));
        var segments = name.Split('/');
        if (segments is ["", "", not "", .. var rest])
        {
            segments = rest;
        }
        (projectId, id) = segments is ["projects", not "", var kind, not ""] && kind == collection
            ? (segments[1], segments[3])
            : (null, null);
        return id is not null;
    }

    private static string Checked(string id)
    {
        GaxPreconditions.CheckArgument(
            !id.Contains('/'), "value", "Wildcard resource ids must not contain /");
        return id;
    }
}
