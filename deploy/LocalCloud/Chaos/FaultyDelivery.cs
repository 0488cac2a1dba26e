namespace Shop.LocalCloud.Chaos;

/// <summary>An attempt to deliver something, with what goes wrong on purpose.</summary>
/// <param name="faults">What goes wrong.</param>
/// <param name="kill">Kills the process that the delivery goes to.</param>
internal sealed class FaultyDelivery(DeliveryFaults faults, Action kill)
{
    /// <param name="send">Delivers once.</param>
    /// <param name="failed">
    /// An answer, or null where nothing was sent, as a failure for the reason given.
    /// </param>
    internal async Task<TAnswer> AttemptAsync<TAnswer>(
        Func<Task<TAnswer>> send, Func<TAnswer?, string, TAnswer> failed)
        where TAnswer : class
    {
        if (faults.Failure == FalseFailure.NeverSent)
        {
            return failed(null, "never sent");
        }
        var sending = send();
        if (faults.Death == Death.WhileItHandles)
        {
            kill();
        }
        if (faults.Again == Repetition.AtTheSameTime)
        {
            await Task.WhenAll(sending, send());
        }
        var answer = await sending;
        if (faults.Death == Death.BeforeItsAnswerCounts)
        {
            kill();
        }
        return faults.Failure == FalseFailure.AnswerLost ? failed(answer, "its answer was lost") : answer;
    }

    /// <summary>The second of two equal deliveries, once the first one has been settled.</summary>
    internal Task RepeatAsync<TAnswer>(Func<Task<TAnswer>> send) =>
        faults.Again == Repetition.Afterwards ? send() : Task.CompletedTask;
}
