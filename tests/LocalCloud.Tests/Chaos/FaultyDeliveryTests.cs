using Shop.LocalCloud.Chaos;

namespace Shop.LocalCloud.Tests.Chaos;

public sealed class FaultyDeliveryTests
{
    private readonly List<string> _happened = [];

    [Fact]
    public async Task NoFault_IsOneDelivery()
    {
        Assert.Equal("answer", await AttemptAsync(DeliveryFaults.None));
        Assert.Equal(["sent"], _happened);
    }

    [Fact]
    public async Task NeverSent_IsAFailureAndNothingElse()
    {
        var faults = DeliveryFaults.None with { Failure = FalseFailure.NeverSent, Death = Death.WhileItHandles };

        Assert.Equal("nothing: never sent", await AttemptAsync(faults));
        Assert.Empty(_happened);
    }

    [Fact]
    public async Task LostAnswer_IsAFailureOfWhatWasSent()
    {
        var faults = DeliveryFaults.None with { Failure = FalseFailure.AnswerLost };

        Assert.Equal("answer: its answer was lost", await AttemptAsync(faults));
        Assert.Equal(["sent"], _happened);
    }

    [Theory]
    [InlineData((int)Repetition.AtTheSameTime, 2, 2)]
    [InlineData((int)Repetition.Afterwards, 1, 2)]
    public async Task Repetition_SendsOnceMore(int again, int during, int after)
    {
        var faulty = new FaultyDelivery(DeliveryFaults.None with { Again = (Repetition)again }, Kill);

        await faulty.AttemptAsync(SendAsync, Failed);
        Assert.Equal(during, _happened.Count);
        await faulty.RepeatAsync(SendAsync);

        Assert.Equal(after, _happened.Count);
    }

    [Fact]
    public async Task Death_ComesBeforeOrAfterTheAnswer()
    {
        var answer = new TaskCompletionSource<string>();
        var early = new FaultyDelivery(DeliveryFaults.None with { Death = Death.WhileItHandles }, Kill);
        var late = new FaultyDelivery(DeliveryFaults.None with { Death = Death.BeforeItsAnswerCounts }, Kill);

        var handled = early.AttemptAsync(() => answer.Task, Failed);
        Assert.Equal(["killed"], _happened);
        var answered = late.AttemptAsync(() => answer.Task, Failed);
        Assert.Equal(["killed"], _happened);
        answer.SetResult("answer");

        Assert.Equal(("answer", "answer"), (await handled, await answered));
        Assert.Equal(["killed", "killed"], _happened);
    }

    private Task<string> AttemptAsync(DeliveryFaults faults) =>
        new FaultyDelivery(faults, Kill).AttemptAsync(SendAsync, Failed);

    private Task<string> SendAsync()
    {
        _happened.Add("sent");
        return Task.FromResult("answer");
    }

    private static string Failed(string? answer, string why) => $"{answer ?? "nothing"}: {why}";

    private void Kill() => _happened.Add("killed");
}
