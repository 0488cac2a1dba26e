using Shop.Gcloud.Planning;

namespace Shop.Gcloud.Checking;

/// <summary>Compares a project with what the topology says, and with what delivery takes.</summary>
internal static class Preflight
{
    private delegate Task<IEnumerable<Finding>> Check(LiveProject live, Deployment deployment);

    private static readonly Check[] _checks =
    [
        ProjectChecks.ApisAsync,
        ProjectChecks.AccountsAsync,
        RightsChecks.ProjectAsync,
        RightsChecks.TopicsAsync,
        RightsChecks.SecretsAsync,
        BucketChecks.BucketsAsync,
        FirestoreChecks.FirestoreAsync,
        FunctionChecks.FunctionsAsync,
        FunctionChecks.CallersAsync,
        SubscriptionChecks.SubscriptionsAsync,
        SubscriptionChecks.TriggersAsync,
        AlertChecks.AlertsAsync,
    ];

    /// <exception cref="HttpRequestException">Google does not answer.</exception>
    public static async Task<IReadOnlyList<Finding>> FindAsync(LiveProject live, Deployment deployment)
    {
        var findings = new List<Finding>();
        foreach (var check in _checks)
        {
            var unreadable = live.Unreadable.Count;
            var found = await check(live, deployment);
            // What could not be read looks as if it were not there.
            if (live.Unreadable.Count == unreadable)
            {
                findings.AddRange(found);
            }
        }
        // Of an API that is not enabled nothing can be read, which is said once.
        var disabled = findings.Select(finding => finding.Subject).ToHashSet();
        return
        [
            .. findings,
            .. live.Unreadable.Where(finding => !disabled.Contains("API " + finding.Subject.Split('/')[0])),
        ];
    }
}
