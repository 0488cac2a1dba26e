using Shop.Gcloud.Planning;
using Shop.Topology;

namespace Shop.Gcloud.CommandLine;

/// <summary>Asks before anything is deleted, and once more before data is.</summary>
internal static class Confirmation
{
    /// <summary>What is to be typed before data is deleted.</summary>
    public const string DataPhrase = "delete all data";

    /// <returns>False where anything else was typed, or nothing.</returns>
    public static bool Ask(Deployment deployment, bool deletesData, TextReader input, TextWriter output)
    {
        var project = deployment.Names.ProjectId;
        var functions = string.Join(", ", deployment.Topology.Functions.Select(each => ResourceNames.Function(each.Name)));
        output.WriteLine($"In project {project}, region {deployment.Region}, these are deleted: the functions {functions}, "
            + "their alerts, accounts and rights.");
        output.WriteLine(deletesData
            ? "All data goes with them: see below."
            : "Data stays: buckets, documents, secrets; messages wait for 7 days to be handled by the next deployment.");
        output.Write("Type the project's id to go on: ");
        if (input.ReadLine()?.Trim() != project)
        {
            return false;
        }
        if (!deletesData)
        {
            return true;
        }
        var buckets = string.Join(", ", deployment.Topology.Buckets.Select(each => "gs://" + deployment.Names.Bucket(each.Name)));
        output.WriteLine($"Deleted for good: every object in {buckets}, the Firestore database "
            + $"{deployment.Spec.Firestore.Database}, all topics with the messages that wait, all secrets.");
        output.Write($"Type '{DataPhrase}' to go on: ");
        return input.ReadLine()?.Trim() == DataPhrase;
    }
}
