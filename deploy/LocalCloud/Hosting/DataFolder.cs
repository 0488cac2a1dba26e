namespace Shop.LocalCloud.Hosting;

/// <summary>The folder that keeps everything between runs, held by one process at a time.</summary>
internal sealed class DataFolder : IDisposable
{
    // It also marks the folder as ours, so that --fresh can never empty somebody's home directory.
    private const string LockName = ".localcloud-lock";

    // The system lets go of the lock when the process ends, however it ends; no stale lock can stay behind.
    private readonly FileStream _held;

    private DataFolder(string path, FileStream held)
    {
        FullPath = path;
        _held = held;
    }

    public string FullPath { get; }

    /// <exception cref="SuiteFailedException">
    /// It is in use, cannot be written, or holds somebody else's files.
    /// </exception>
    public static DataFolder Open(string path, bool fresh)
    {
        try
        {
            Directory.CreateDirectory(path);
            var lockPath = Path.Combine(path, LockName);
            if (!File.Exists(lockPath) && Directory.EnumerateFileSystemEntries(path).Any())
            {
                throw new SuiteFailedException(
                    $"{path} is not empty and is no data folder of LocalCloud: name another with --data");
            }
            var folder = new DataFolder(path, Hold(lockPath));
            if (fresh)
            {
                folder.Empty();
            }
            return folder;
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException)
        {
            throw new SuiteFailedException($"the data folder {path} cannot be used: {fault.Message}");
        }
    }

    public void Dispose() => _held.Dispose();

    private static FileStream Hold(string lockPath)
    {
        try
        {
            return new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault) when (fault is not FileNotFoundException and not DirectoryNotFoundException)
        {
            throw new SuiteFailedException(
                $"the data folder {Path.GetDirectoryName(lockPath)} is in use by another LocalCloud: end that "
                + "one, or give this one a folder of its own with --data");
        }
    }

    private void Empty()
    {
        foreach (var entry in new DirectoryInfo(FullPath).EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo folder && folder.LinkTarget is null)
            {
                folder.Delete(recursive: true);
            }
            else if (entry.Name != LockName)
            {
                entry.Delete();
            }
        }
    }
}
