using Shop.LocalCloud.Logs;

namespace Shop.LocalCloud.Hosting;

/// <summary>
/// A function that somebody else runs, for example in a debugger: only asked whether it answers.
/// </summary>
internal sealed class ExternalFunction(
    string function, Uri address, AnswerProbe probe, FunctionStates states, SuiteLog log, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when it was asked for the first time, whatever came of it.</summary>
    public Task Asked => _asked.Task;

    public async Task WatchAsync(CancellationToken stop)
    {
        bool? before = null;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var answers = await probe.AnswersAsync(address, stop);
                if (answers != before)
                {
                    before = answers;
                    states.External(function, address, answers);
                    log.Line(function, answers
                        ? $"answers at {address}, run by somebody else"
                        : $"does not answer at {address}; its events wait for it");
                }
                _asked.TrySetResult();
                await Task.Delay(Interval, clock, stop);
            }
            catch (OperationCanceledException)
            {
                _asked.TrySetCanceled(stop);
            }
        }
    }
}
