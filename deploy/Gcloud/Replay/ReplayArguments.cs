using System.Globalization;
using System.Text.RegularExpressions;
using Shop.Topology;

namespace Shop.Gcloud.Replay;

/// <summary>What was typed. Null is what was not.</summary>
internal sealed partial record ReplayArguments(
    string? Project, string? Bucket, string? Prefix, string? Type, string? Reason, string? From, string? To,
    string? Limit, string? PerSecond, bool Execute, bool RewriteUploads)
{
    /// <summary>Ten times as much as a shop has on a busy day, and a hundredth of what Pub/Sub takes.</summary>
    public const int PerSecondDefault = 100;

    private const int PerSecondMax = 1_000;
    private const string StorageEmulator = "STORAGE_EMULATOR_HOST";
    private const string PubSubEmulator = "PUBSUB_EMULATOR_HOST";

    /// <returns>What it means, or everything that is wrong with it.</returns>
    public (ReplayOptions? Options, IReadOnlyList<string> Faults) ToOptions(
        Func<string, string?> environment, TimeProvider clock)
    {
        var faults = new List<string>();
        var names = Names(environment, faults);
        var now = clock.GetUtcNow();
        var selection = new LetterSelection(
            NotBlank("--prefix", Prefix, faults), Pattern(faults), NotBlank("--reason", Reason, faults),
            Time("--from", From, now, faults), Time("--to", To, now, faults),
            Limit is null ? null : Count("--limit", Limit, int.MaxValue, faults));
        if (selection.From >= selection.To)
        {
            faults.Add("--from must be before --to, as nothing was filed in between");
        }
        var perSecond = PerSecond is null ? PerSecondDefault : Count("--per-second", PerSecond, PerSecondMax, faults);
        var bucket = NotBlank("--bucket", Bucket, faults) ?? names?.Bucket("dead-letters");
        return faults.Count > 0
            ? (null, faults)
            : (new ReplayOptions(names!, bucket!, selection, perSecond, Execute, RewriteUploads), []);
    }

    private ResourceNames? Names(Func<string, string?> environment, List<string> faults)
    {
        var (storage, pubSub) = (IsSet(environment, StorageEmulator), IsSet(environment, PubSubEmulator));
        if (storage != pubSub)
        {
            var (set, unset) = storage ? (StorageEmulator, PubSubEmulator) : (PubSubEmulator, StorageEmulator);
            faults.Add($"{set} is set and {unset} is not: letters of one cloud would go to the topics of another");
        }
        var given = NotBlank("--project", Project, faults);
        var project = given ?? (storage ? ResourceNames.Local.ProjectId : environment("GOOGLE_CLOUD_PROJECT"));
        if (string.IsNullOrWhiteSpace(project))
        {
            if (Project is null)
            {
                faults.Add("--project must say whose letters, as GOOGLE_CLOUD_PROJECT does not");
            }
            return null;
        }
        if (project != ResourceNames.Local.ProjectId)
        {
            return ResourceNames.Deployed(project);
        }
        if (!storage)
        {
            faults.Add($"--project {project} is the local cloud: {StorageEmulator} and {PubSubEmulator} must lead there");
        }
        return ResourceNames.Local;
    }

    private static bool IsSet(Func<string, string?> environment, string name) =>
        !string.IsNullOrWhiteSpace(environment(name));

    private static string? NotBlank(string option, string? text, List<string> faults)
    {
        if (text is not null && string.IsNullOrWhiteSpace(text))
        {
            faults.Add($"{option} must not be empty");
            return null;
        }
        return text;
    }

    private string? Pattern(List<string> faults)
    {
        var type = NotBlank("--type", Type, faults);
        if (type?.IndexOf('*', StringComparison.Ordinal) is >= 0 and var star && star < type.Length - 1)
        {
            faults.Add($"--type may have one * at its end, and not as in '{type}'");
        }
        return type;
    }

    private static int Count(string option, string text, int max, List<string> faults)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= max)
        {
            return count;
        }
        faults.Add(max == int.MaxValue
            ? $"{option} must be a whole number from 1, not '{text}'"
            : string.Create(CultureInfo.InvariantCulture, $"{option} must be a whole number, 1-{max}, not '{text}'"));
        return 1;
    }

    private static DateTimeOffset? Time(string option, string? text, DateTimeOffset now, List<string> faults)
    {
        if (text is null)
        {
            return null;
        }
        if (Duration().Match(text) is { Success: true } match
            && int.TryParse(match.Groups["count"].Value, CultureInfo.InvariantCulture, out var count))
        {
            return now - count * Unit(match.Groups["unit"].Value);
        }
        if (Moment().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }
        faults.Add($"{option} must be a time as 2026-01-31T09:00:00Z, or one that is past as 90s, 30m, 2h or 3d, not '{text}'");
        return null;
    }

    private static TimeSpan Unit(string letter) => letter switch
    {
        "s" => TimeSpan.FromSeconds(1),
        "m" => TimeSpan.FromMinutes(1),
        "h" => TimeSpan.FromHours(1),
        _ => TimeSpan.FromDays(1),
    };

    // Five digits at most, which is two centuries of days.
    [GeneratedRegex(@"^(?<count>[0-9]{1,5})(?<unit>[smhd])\z")]
    private static partial Regex Duration();

    // RFC 3339; what the parser makes of anything else depends on where one lives.
    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})\z")]
    private static partial Regex Moment();
}
