namespace Shop.Topology;

/// <summary>What must hold for a subscription, beside the rules for names.</summary>
internal static class SubscriptionRules
{
    // https://cloud.google.com/pubsub/docs/reference/rest/v1/projects.subscriptions gives these bounds.
    private const int AckDeadlineSecondsMin = 10;
    private const int AckDeadlineSecondsMax = 600;
    private const int AttemptsMin = 5;
    private const int AttemptsMax = 100;
    private const int RetentionDaysMax = 31;

    public static IEnumerable<string> Check(SuiteTopology topology) =>
    [
        .. topology.Subscriptions.SelectMany(subscription => CheckSubscription(subscription, topology)
            .Select(fault => $"subscription {subscription.Name}: {fault}")),
        .. topology.Topics.SelectMany(topic => CheckTopic(topic, topology)
            .Select(fault => $"topic {topic.Name}: {fault}")),
    ];

    private static IEnumerable<string> CheckSubscription(SubscriptionSpec subscription, SuiteTopology topology) =>
    [
        .. CheckEnds(subscription, topology),
        .. CheckDelivery(
            subscription.AckDeadlineSeconds, subscription.MinimumBackoffSeconds, subscription.MaximumBackoffSeconds,
            subscription.RetentionDays,
            topology.Functions.FirstOrDefault(each => each.Name == subscription.Function)),
        .. subscription.DeadLetters is { } deadLetters ? CheckDeadLetters(deadLetters, topology) : [],
        .. subscription.DeadLetters?.Topic == subscription.Topic
            ? (string[])["deadLetters names the subscription's own topic: it would loop for ever"]
            : [],
    ];

    private static IEnumerable<string> CheckEnds(SubscriptionSpec subscription, SuiteTopology topology)
    {
        if (topology.Topics.All(topic => topic.Name != subscription.Topic))
        {
            yield return $"topic '{subscription.Topic}' is not listed under topics";
        }
        if (topology.Functions.All(function => function.Name != subscription.Function))
        {
            yield return $"function '{subscription.Function}' is not listed under functions";
        }
        if (topology.Subscriptions.First(
            each => each.Topic == subscription.Topic && each.Function == subscription.Function) != subscription)
        {
            yield return $"{subscription.Function} already gets topic '{subscription.Topic}'";
        }
    }

    /// <summary>What holds for every push, also for the one that Eventarc sets up.</summary>
    public static IEnumerable<string> CheckDelivery(
        int ackDeadlineSeconds, int minimumBackoffSeconds, int maximumBackoffSeconds, int retentionDays,
        FunctionSpec? function)
    {
        if (ackDeadlineSeconds is < AckDeadlineSecondsMin or > AckDeadlineSecondsMax)
        {
            yield return $"ackDeadlineSeconds is {ackDeadlineSeconds}, must be "
                + $"{AckDeadlineSecondsMin}-{AckDeadlineSecondsMax}";
        }
        if (function is not null && function.TimeoutSeconds >= ackDeadlineSeconds)
        {
            yield return $"ackDeadlineSeconds is {ackDeadlineSeconds}, must be more than the "
                + $"{function.TimeoutSeconds} s that {function.Name} may take: it would be delivered again while it "
                + "is still handled";
        }
        if (!BackoffRule.Holds(minimumBackoffSeconds, maximumBackoffSeconds))
        {
            yield return BackoffRule.Text;
        }
        if (retentionDays is < 1 or > RetentionDaysMax)
        {
            yield return $"retentionDays is {retentionDays}, must be 1-{RetentionDaysMax}";
        }
    }

    public static IEnumerable<string> CheckDeadLetters(DeadLetterSpec deadLetters, SuiteTopology topology)
    {
        if (topology.Topics.All(topic => topic.Name != deadLetters.Topic))
        {
            yield return $"deadLetters names topic '{deadLetters.Topic}', which is not listed under topics";
        }
        if (deadLetters.AttemptsMax is < AttemptsMin or > AttemptsMax)
        {
            yield return $"attemptsMax is {deadLetters.AttemptsMax}, must be {AttemptsMin}-{AttemptsMax}";
        }
    }

    private static IEnumerable<string> CheckTopic(TopicSpec topic, SuiteTopology topology)
    {
        var listeners = topology.Subscriptions.Where(each => each.Topic == topic.Name).ToList();
        if (topic.UnknownTypes is { } function && listeners.All(each => each.Function != function))
        {
            yield return $"unknownTypes names '{function}', which does not subscribe to it";
        }
        // Who takes wrapped messages takes whatever there is.
        if (topic.UnknownTypes is null && listeners.Any(each => !each.Wrapped))
        {
            yield return "unknownTypes must name the function that dead-letters types that nobody knows";
        }
    }
}

/// <summary>The one rule of waits between deliveries.</summary>
internal static class BackoffRule
{
    private const int SecondsMax = 600;

    public static string Text => "backoff must satisfy "
        + $"0 <= minimumBackoffSeconds <= maximumBackoffSeconds <= {SecondsMax}";

    public static bool Holds(int minimum, int maximum) => 0 <= minimum && minimum <= maximum && maximum <= SecondsMax;
}
