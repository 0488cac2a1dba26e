namespace Shop.Gcloud.CommandLine;

/// <summary>How the process ends, as shells and scripts read it.</summary>
internal static class ExitCode
{
    public const int Clean = 0;
    public const int Failure = 1;
    public const int Usage = 2;
}
