using System.Globalization;
using Shop.LocalCloud.Logs;

namespace Shop.LocalCloud.Hosting;

/// <summary>
/// Keeps one function running: starts it, waits until it answers, and starts it again when it ends.
/// </summary>
internal sealed class FunctionSupervisor(
    string function, IFunctionLauncher launcher, FunctionStates states, SuiteLog log, TimeProvider clock)
{
    /// <summary>Generous: a cold disk and a busy machine together stay far below it.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(60);

    /// <summary>
    /// A function that never answered is wrongly built or configured, and another try will not mend it. Yet
    /// its port may have been taken between the look for a free one and its start, so once is too few.
    /// </summary>
    public const int FirstStartsMax = 3;

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RestartBackoff _backoff = new();
    private readonly Lock _gate = new();
    private IFunctionProcess? _process;

    /// <summary>
    /// Ends when the function answers for the first time; fails when it does not come to that.
    /// </summary>
    public Task Ready => _ready.Task;

    /// <summary>Name of the function.</summary>
    public string Function => function;

    /// <summary>Ends its process at once, if it has answered; it is then started again.</summary>
    public void Kill()
    {
        lock (_gate)
        {
            _process?.Kill();
        }
    }

    /// <summary>Runs until told to stop, or until the function has failed to start.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            for (var starts = 1; !Ready.IsFaulted; starts++)
            {
                await RunOnceAsync(starts, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            states.Stopped(function, "the suite ends");
            _ready.TrySetCanceled(stop);
        }
        catch (Exception fault)
        {
            // Whoever waits for the first answer must learn of it; afterwards it is a bug that nobody hides.
            if (!_ready.TrySetException(fault))
            {
                throw;
            }
        }
    }

    private async Task RunOnceAsync(int starts, CancellationToken stop)
    {
        var begin = clock.GetTimestamp();
        string reason;
        await using (var process = launcher.Launch())
        {
            states.Starting(function, process.Address);
            reason = await UntilEndsAsync(process, stop);
            states.Stopped(function, reason);
            if (!Ready.IsCompleted && starts == FirstStartsMax)
            {
                _ready.SetException(Failed(reason, process.LastLines));
                return;
            }
        }
        var wait = _backoff.Next(clock.GetElapsedTime(begin));
        var seconds = wait.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
        log.Line(function, $"{reason}; starting again in {seconds} s");
        await Task.Delay(wait, clock, stop);
    }

    private async Task<string> UntilEndsAsync(IFunctionProcess process, CancellationToken stop)
    {
        using var bound = new CancellationTokenSource(AnswerWithin, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, stop);
        var answers = process.UntilAnswersAsync(either.Token);
        if (await Task.WhenAny(answers, process.Exited) == process.Exited)
        {
            await either.CancelAsync();
            await answers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stop.ThrowIfCancellationRequested();
            return $"ended with exit code {await process.Exited} before it answered";
        }
        try
        {
            await answers;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return $"did not answer at {process.Address} within {AnswerWithin.TotalSeconds:0} s";
        }
        states.Ready(function, process.Address);
        _ready.TrySetResult();
        Killable(process);
        try
        {
            return $"ended with exit code {await process.Exited.WaitAsync(stop)}";
        }
        finally
        {
            Killable(null);
        }
    }

    private void Killable(IFunctionProcess? process)
    {
        lock (_gate)
        {
            _process = process;
        }
    }

    private SuiteFailedException Failed(string reason, IReadOnlyList<string> lines) => new(
        $"{function} {reason}" + (lines.Count == 0
            ? ", and wrote nothing"
            : $". Its last lines:{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", lines)}"));
}
