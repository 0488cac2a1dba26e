using System.Threading.Channels;
using Shop.LocalCloud.Hosting;

namespace Shop.LocalCloud.Tests.Hosting;

/// <summary>Stands for a function's processes: a test says when each answers and ends.</summary>
internal sealed class ScriptedFunction : IFunctionLauncher
{
    private readonly Channel<ScriptedProcess> _launched = Channel.CreateUnbounded<ScriptedProcess>();
    private int _count;

    public int Launched => _count;

    public IFunctionProcess Launch()
    {
        var process = new ScriptedProcess(new Uri($"http://127.0.0.1:{9000 + ++_count}"));
        _launched.Writer.TryWrite(process);
        return process;
    }

    public async Task<ScriptedProcess> NextAsync() =>
        await _launched.Reader.ReadAsync().AsTask().WaitAsync(Patience.Bound);
}

internal sealed class ScriptedProcess(Uri address) : IFunctionProcess
{
    private readonly TaskCompletionSource _answers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Uri Address { get; } = address;

    public Task<int> Exited => _exit.Task;

    public IReadOnlyList<string> LastLines { get; set; } = [];

    public bool Ended { get; private set; }

    public Task UntilAnswersAsync(CancellationToken cancellationToken) => _answers.Task.WaitAsync(cancellationToken);

    public void Answer() => _answers.SetResult();

    public void Exit(int code) => _exit.SetResult(code);

    public void Kill() => _exit.SetResult(137);

    public ValueTask DisposeAsync()
    {
        Ended = true;
        return ValueTask.CompletedTask;
    }
}
