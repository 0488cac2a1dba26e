namespace Google.Cloud.Storage.V1.Tests;

/// <summary>A server for tests of the synchronous methods, which are synchronous themselves.</summary>
internal sealed class Blocking : IDisposable
{
    private Blocking(ScriptedServer value) => Value = value;

    internal ScriptedServer Value { get; }

    internal static Blocking Start() => new(Task.Run(ScriptedServer.StartAsync).GetAwaiter().GetResult());

    public void Dispose() => Task.Run(async () => await Value.DisposeAsync()).GetAwaiter().GetResult();
}
