using System.Text;
using Shop.LocalCloud.Issuer;
using Shop.Topology;

namespace Shop.LocalCloud.Hosting;

/// <summary>What a person reads when the suite has come up: what runs where, and what to try.</summary>
internal static class Announcement
{
    /// <summary>The line that scripts wait for.</summary>
    public const string Ready = "Ready";

    public static string Of(
        SuiteTopology topology, IReadOnlyList<FunctionStatus> functions, CloudEndpoints cloud)
    {
        var text = new StringBuilder();
        text.AppendLine();
        Table(text, functions);
        text.AppendLine();
        text.AppendLine($"Web page       {cloud.StorageText}/");
        text.AppendLine($"Cloud Storage  {cloud.StorageText}");
        text.AppendLine($"Pub/Sub        {cloud.PubSubAuthority}");
        if (cloud.HasIssuer)
        {
            text.AppendLine($"Issuer         {LocalIssuer.NameAt(cloud.StorageText)}");
        }
        text.AppendLine();
        Exports(text, cloud);
        if (cloud.HasIssuer)
        {
            Tokens(text, functions, cloud);
        }
        var uploads = topology.Functions
            .Select(function => function.Trigger?.Bucket)
            .FirstOrDefault(bucket => bucket is not null);
        if (uploads is not null)
        {
            Commands(text, topology, ResourceNames.Local.Bucket(uploads), cloud);
        }
        return text.ToString();
    }

    private static void Table(StringBuilder text, IReadOnlyList<FunctionStatus> functions)
    {
        var rows = functions.Select(Row)
            .Prepend(new Cells("FUNCTION", "URL", "STATE", "CALLED BY"))
            .ToList();
        var widths = (
            Name: rows.Max(row => row.Name.Length),
            Url: rows.Max(row => row.Url.Length),
            State: rows.Max(row => row.State.Length));
        foreach (var row in rows)
        {
            text.AppendLine(
                $"{row.Name.PadRight(widths.Name)}  {row.Url.PadRight(widths.Url)}  "
                + $"{row.State.PadRight(widths.State)}  {row.Trigger}");
        }
    }

    private static Cells Row(FunctionStatus status) => new(
        status.Name,
        status.Address?.ToString() ?? "-",
        (status.External ? "external, " : "") + status.State switch
        {
            FunctionState.NotRun => "not run",
            FunctionState.Starting => "starting",
            FunctionState.Ready => "ready",
            FunctionState.NotAnswering => "not answering",
            FunctionState.Stopped => "stopped",
        },
        status.Trigger);

    private static void Exports(StringBuilder text, CloudEndpoints cloud)
    {
        text.AppendLine("For other programs, in the shell that you start them from:");
        text.AppendLine($"  export STORAGE_EMULATOR_HOST={cloud.StorageText}");
        text.AppendLine($"  export PUBSUB_EMULATOR_HOST={cloud.PubSubAuthority}");
        text.AppendLine($"  export GOOGLE_CLOUD_PROJECT={ResourceNames.Local.ProjectId}");
        text.AppendLine(cloud.GsutilSettings is null ? "For gcloud:" : "For gcloud and gsutil:");
        text.AppendLine("  export CLOUDSDK_AUTH_DISABLE_CREDENTIALS=true CLOUDSDK_CORE_DISABLE_PROMPTS=1");
        text.AppendLine($"  export CLOUDSDK_CORE_PROJECT={ResourceNames.Local.ProjectId}");
        text.AppendLine(
            $"  export CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE={cloud.StorageText}/storage/v1/");
        text.AppendLine($"  export CLOUDSDK_API_ENDPOINT_OVERRIDES_PUBSUB=http://{cloud.PubSubAuthority}/");
        if (cloud.GsutilSettings is not null)
        {
            text.AppendLine($"  export BOTO_CONFIG='{cloud.GsutilSettings}'");
        }
        text.AppendLine();
    }

    private static void Tokens(StringBuilder text, IReadOnlyList<FunctionStatus> functions, CloudEndpoints cloud)
    {
        var issuer = LocalIssuer.NameAt(cloud.StorageText);
        if (functions.FirstOrDefault(each => each.Name == LocalIssuer.Verifier) is not { Address: { } api } verifier)
        {
            return;
        }
        if (verifier.External)
        {
            text.AppendLine($"For your {LocalIssuer.Verifier}, so that it believes the tokens that are issued here:");
            foreach (var (name, value) in LocalIssuer.Variables(cloud.StorageText))
            {
                text.AppendLine($"  export {name}={value}");
            }
        }
        text.AppendLine($"Be somebody; '{LocalIssuer.Operator}' is the one who may restock:");
        text.AppendLine(
            $"  TOKEN=$(curl -s -H 'Accept: text/plain' -d username={LocalIssuer.Operator} {issuer}/token)");
        text.AppendLine($"  curl -H \"Authorization: Bearer $TOKEN\" {new Uri(api, "v1/inventory")}");
        text.AppendLine($"  {api} in your browser, which sends you to the issuer and back");
        text.AppendLine();
    }

    private static void Commands(
        StringBuilder text, SuiteTopology topology, string uploads, CloudEndpoints cloud)
    {
        var storage = cloud.StorageText;
        text.AppendLine("Try it with a photo of yours:");
        text.AppendLine($"  gcloud storage cp photo.jpg gs://{uploads}/");
        text.AppendLine("  curl -H 'Content-Type: image/jpeg' --data-binary @photo.jpg \\");
        text.AppendLine($"    '{storage}/upload/storage/v1/b/{uploads}/o?uploadType=media&name=photo.jpg'");
        text.AppendLine("See what became of it:");
        foreach (var bucket in topology.Buckets.Select(bucket => ResourceNames.Local.Bucket(bucket.Name)))
        {
            if (bucket == "variants")
            {
                text.AppendLine($"  gcloud storage ls -r 'gs://{bucket}/photo.jpg/**'");
                text.AppendLine($"  curl '{storage}/storage/v1/b/{bucket}/o?prefix=photo.jpg/'");
            }
        }
        text.AppendLine($"  {storage}/ in your browser, where you can also drop photos");
    }

    private sealed record Cells(string Name, string Url, string State, string Trigger);
}
