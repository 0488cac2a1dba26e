using Shop.Contracts;
using Shop.Testing;

namespace Shop.Notifications.Tests;

public sealed class Decisions
{
    private static readonly TimeSpan _moment = TimeSpan.FromTicks(1);
    private static readonly Uri _url = Sample.Url;

    public static TheoryData<string, string, string?> Sayings => new()
    {
        { "Logged", EventContracts.NotificationDelivered.Type, null },
        { "Delivered", EventContracts.NotificationDelivered.Type, null },
        { "Gone", EventContracts.NotificationFailed.Type, NotificationFailureReasons.Gone },
        { "GoneBefore", EventContracts.NotificationFailed.Type, NotificationFailureReasons.Gone },
        { "Refused", EventContracts.NotificationFailed.Type, NotificationFailureReasons.Refused },
        { "Forbidden", EventContracts.NotificationFailed.Type, NotificationFailureReasons.ForbiddenTarget },
        { "Expired", EventContracts.NotificationFailed.Type, NotificationFailureReasons.Expired },
        { "Superseded", "", null },
    };

    [Theory, MemberData(nameof(Sayings))]
    public void EveryAttempt_IsSaidOnceAndByItsReason(string attempt, string type, string? reason)
    {
        var run = Run(Of(attempt));

        run.Apply(EventContracts.OrderRejected, Sample.Rejected(attempt == "Logged" ? null : _url));

        var said = run.Said.SingleOrDefault();
        Assert.Equal(type, said?.Contract.Type ?? "");
        if (said is null)
        {
            return;
        }
        Assert.Equal((Sample.Order.Value, 2L), (said.Subject, said.Sequence));
        Assert.Empty(said.Contract.Validate(System.Text.Encoding.UTF8.GetBytes(said.Data.GetRawText())));
        Assert.Equal(attempt == "Logged" ? "log" : "webhook", said.Data.GetProperty("channel").GetString());
        Assert.Equal(attempt != "Logged", said.Data.TryGetProperty("callbackUrl", out _));
        Assert.Equal(reason, said.Data.TryGetProperty("reason", out var found) ? found.GetString() : null);
    }

    [Fact]
    public void EveryKindOfAttempt_IsInTheTable() => Assert.Equal(
        typeof(Attempt).GetNestedTypes().Select(type => type.Name).Order(StringComparer.Ordinal),
        Sayings.Select(row => (string)row[0]).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("Delivered", true)]
    [InlineData("Gone", true)]
    [InlineData("Logged", false)]
    [InlineData("Refused", false)]
    [InlineData("Forbidden", false)]
    [InlineData("Expired", false)]
    public void State_RemembersWhatLaterNoticesMustKnow(string attempt, bool remembers)
    {
        var run = Run(Of(attempt));

        run.Apply(EventContracts.OrderConfirmed, Sample.Confirmed(_url));

        Assert.Equal(remembers, State(run) is not null);
    }

    [Fact]
    public void NoticeThatWasOvertakenDuringItsCall_IsDeliveredAndLeavesTheRankAlone()
    {
        var run = Run(new Attempt.Delivered());
        run.Apply(EventContracts.OrderCancelled, Sample.Cancelled(_url));

        run.Apply(EventContracts.OrderConfirmed, Sample.Confirmed(_url));

        Assert.Equal(new DeliveredNotice(3, "e1"), State(run)!.Delivered);
        Assert.Equal(["e1", "e2"], run.Said.Select(said => said.Data.GetProperty("eventId").GetString()));
    }

    [Fact]
    public void LaterNotice_RaisesTheRank()
    {
        var run = Run(new Attempt.Delivered());
        run.Apply(EventContracts.OrderConfirmed, Sample.Confirmed(_url));

        run.Apply(EventContracts.OrderCancelled, Sample.Cancelled(_url));

        Assert.Equal(new DeliveredNotice(3, "e2"), State(run)!.Delivered);
    }

    [Fact]
    public void Gone_IsNotForgottenByADeliveryThatWasUnderWay()
    {
        Attempt next = new Attempt.Gone();
        var run = new DecisionRun(Handlers.All((_, _, _) => Task.FromResult(next)));
        run.Apply(EventContracts.OrderCancelled, Sample.Cancelled(_url));
        next = new Attempt.Delivered();

        run.Apply(EventContracts.OrderConfirmed, Sample.Confirmed(_url));

        Assert.Equal(_url.OriginalString, State(run)!.GoneUrl);
        Assert.Equal(2, State(run)!.Delivered!.Sequence);
    }

    [Fact]
    public void Ranks_FollowFromTheType()
    {
        var ranks = new List<int>();
        var run = new DecisionRun(Handlers.All((notice, _, _) =>
        {
            ranks.Add(notice.Rank);
            return Task.FromResult<Attempt>(new Attempt.Logged());
        }));

        run.Apply(EventContracts.OrderConfirmed, Sample.Confirmed());
        run.Apply(EventContracts.OrderRejected, Sample.Rejected());
        run.Apply(EventContracts.OrderCancelled, Sample.Cancelled());

        Assert.Equal([2, 2, 3], ranks);
    }

    [Theory]
    [InlineData(false, null, null, false, "Logged")]
    [InlineData(false, 3, "same", true, "Logged")]
    [InlineData(true, null, null, false, null)]
    [InlineData(true, null, null, true, "Expired")]
    [InlineData(true, 1, null, false, null)]
    [InlineData(true, 2, null, false, null)]
    [InlineData(true, 3, null, false, "Superseded")]
    [InlineData(true, 3, null, true, "Superseded")]
    [InlineData(true, null, "same", false, "GoneBefore")]
    [InlineData(true, 3, "same", true, "GoneBefore")]
    [InlineData(true, null, "other", false, null)]
    public void Receiver_IsCalledUnlessThereIsNoUse(
        bool hasUrl, int? delivered, string? gone, bool old, string? attempt)
    {
        OrderNotice? seen = null;
        new DecisionRun(Handlers.All((notice, _, _) =>
        {
            seen = notice;
            return Task.FromResult<Attempt>(new Attempt.Logged());
        })).Apply(EventContracts.OrderConfirmed, Sample.Confirmed(hasUrl ? _url : null));
        var state = new NotificationState(
            delivered is { } rank ? new DeliveredNotice(rank, "e0") : null,
            // Equal as URLs, since fragments do not count: but not what the receiver said it wants no more
            // of.
            gone switch { "same" => _url.OriginalString, "other" => _url.OriginalString + "2", _ => null });

        var age = NotificationDecision.AgeMax + (old ? _moment : TimeSpan.Zero);

        Assert.Equal(attempt, NotificationDecision.WithoutCall(seen!, age, state)?.GetType().Name);
    }

    private static DecisionRun Run(Attempt attempt) =>
        new(Handlers.All((_, _, _) => Task.FromResult(attempt)));

    private static NotificationState? State(DecisionRun run) =>
        run.Find(NotificationState.KeyOf(Sample.Order));

    private static Attempt Of(string name) => name switch
    {
        "Logged" => new Attempt.Logged(),
        "Delivered" => new Attempt.Delivered(),
        "Gone" => new Attempt.Gone(),
        "GoneBefore" => new Attempt.GoneBefore(),
        "Refused" => new Attempt.Refused(404),
        "Forbidden" => new Attempt.Forbidden("No."),
        "Expired" => new Attempt.Expired(),
        "Superseded" => new Attempt.Superseded(),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
