namespace Shop.Topology;

/// <summary>What must hold for alerts.</summary>
internal static class AlertRules
{
    // A condition of Cloud Monitoring looks back 23 hours at most.
    private const int MinutesMax = 23 * 60;

    public static IEnumerable<string> Check(IReadOnlyList<AlertSpec> alerts)
    {
        foreach (var twice in alerts.GroupBy(alert => alert.Name).Where(group => group.Count() > 1))
        {
            yield return $"alert '{twice.Key}' is listed twice";
        }
        foreach (var alert in alerts)
        {
            if (alert.Minutes is < 0 or > MinutesMax)
            {
                yield return $"alert {alert.Name}: minutes is {alert.Minutes}, must be 0-{MinutesMax}";
            }
            if (!double.IsFinite(alert.Threshold) || alert.Threshold < 0
                || (alert.Watches == AlertKind.ErrorRatio && alert.Threshold >= 1))
            {
                yield return FormattableString.Invariant(
                    $"alert {alert.Name}: threshold is {alert.Threshold}, must be 0 or more, and a ratio below 1");
            }
        }
    }
}
