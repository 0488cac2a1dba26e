namespace Google.Cloud.Storage.V1.Tests;

/// <summary>Keeps what is reported at once; Progress of the BCL does so some time later.</summary>
internal sealed class RecordedProgress<T> : IProgress<T>
{
    internal List<T> Reports { get; } = [];

    public void Report(T value) => Reports.Add(value);
}
