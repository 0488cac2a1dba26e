namespace Shop.Gcloud.CommandLine;

/// <summary>Where the functions' sources lie, from which they are built.</summary>
internal static class RepositoryRoot
{
    private const string Landmark = "Microservices.sln";

    /// <returns>The nearest folder above that is one; the current folder where there is none.</returns>
    public static string Find()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Landmark)))
            {
                return folder.FullName;
            }
        }
        return Environment.CurrentDirectory;
    }
}
