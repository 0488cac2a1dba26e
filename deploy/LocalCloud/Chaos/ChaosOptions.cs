using System.Globalization;

namespace Shop.LocalCloud.Chaos;

/// <summary>Which faults the local cloud puts into its deliveries, and how often.</summary>
/// <param name="Seed">Another seed strikes other deliveries; the same one strikes the same.</param>
/// <param name="Duplicate">Share of deliveries that arrive once more, even after success; 0 to 1.</param>
/// <param name="Delay">The longest extra wait before a delivery.</param>
/// <param name="Reorder">Share of deliveries that are held back so that later ones pass them; 0 to 1.</param>
/// <param name="Crash">Share of deliveries during or after which the function is killed; 0 to 1.</param>
/// <param name="Error">
/// Share of deliveries that count as failed though nothing was sent, or though the function has answered; 0
/// to 1.
/// </param>
public sealed record ChaosOptions(
    long Seed, double Duplicate, TimeSpan Delay, double Reorder, double Crash, double Error)
{
    /// <summary>How the option is written, for help texts.</summary>
    public const string Form = "seed=N,duplicate=P,delay=MS,reorder=P,crash=P,error=P";

    /// <summary>Longer would be an outage, and the ack deadlines of the suite end long before.</summary>
    public const int DelayMillisecondsMax = 600_000;

    public static ChaosOptions None { get; } = new(0, 0, TimeSpan.Zero, 0, 0, 0);

    /// <summary>Reads parts such as <c>seed=7,error=0.2</c>; what is not named does not happen.</summary>
    /// <returns>
    /// The faults are one sentence for each part that is wrong; where there are none, all is well.
    /// </returns>
    public static (ChaosOptions Options, IReadOnlyList<string> Faults) Parse(string text)
    {
        var options = None;
        var faults = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var pair = part.Split('=', 2, StringSplitOptions.TrimEntries);
            if (pair.Length < 2)
            {
                faults.Add($"'{part}' is not of the form key=value; the whole is {Form}");
            }
            else if (!seen.Add(pair[0]))
            {
                faults.Add($"'{pair[0]}' is there twice");
            }
            else
            {
                options = Read(options, pair[0], pair[1], faults);
            }
        }
        return (options, faults);
    }

    private static ChaosOptions Read(ChaosOptions options, string key, string value, List<string> faults)
    {
        switch (key)
        {
            case "seed":
                return options with { Seed = Number(key, value, long.MinValue, long.MaxValue, faults) };
            case "delay":
                var milliseconds = Number(key, value, 0, DelayMillisecondsMax, faults);
                return options with { Delay = TimeSpan.FromMilliseconds(milliseconds) };
            case "duplicate":
                return options with { Duplicate = Share(key, value, faults) };
            case "reorder":
                return options with { Reorder = Share(key, value, faults) };
            case "crash":
                return options with { Crash = Share(key, value, faults) };
            case "error":
                return options with { Error = Share(key, value, faults) };
            default:
                faults.Add(
                    $"'{key}' is no fault: there are seed, duplicate, delay, reorder, crash and error");
                return options;
        }
    }

    private static long Number(string key, string value, long least, long most, List<string> faults)
    {
        if (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }
        faults.Add(key == "seed"
            ? $"seed must be a whole number, not '{value}'"
            : $"{key} must be {least} to {most} milliseconds, not '{value}'");
        return 0;
    }

    private static double Share(string key, string value, List<string> faults)
    {
        const NumberStyles style = NumberStyles.AllowDecimalPoint;
        if (double.TryParse(value, style, CultureInfo.InvariantCulture, out var share)
            && share is >= 0 and <= 1)
        {
            return share;
        }
        faults.Add($"{key} must be a share from 0 to 1, such as 0.1, not '{value}'");
        return 0;
    }
}
