namespace Shop.LocalCloud.Storage.Disk;

/// <summary>
/// Small files that are either wholly the old or wholly the new content, whenever the process dies.
/// </summary>
internal static class DurableFile
{
    private const string UnfinishedEnding = "~unfinished";

    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var unfinished = path + UnfinishedEnding;
        using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 0))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>Removes what a process that died left half written.</summary>
    public static void Sweep(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*" + UnfinishedEnding).ToList())
        {
            File.Delete(path);
        }
    }
}
