namespace Shop.LocalCloud.Tls;

/// <summary>Files that only their owner may read, and that are wholly the old or wholly the new content.</summary>
internal static class PrivateFile
{
    private const string UnfinishedEnding = "~unfinished";

    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var unfinished = path + UnfinishedEnding;
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        // What a process that died left here may have the rights of its own day.
        File.Delete(unfinished);
        using (var file = new FileStream(unfinished, options))
        {
            file.Write(content);
        }
        File.Move(unfinished, path, overwrite: true);
    }
}
