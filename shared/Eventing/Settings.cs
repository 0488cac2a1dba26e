using System.Globalization;
using Google.Cloud.PubSub.V1;
using Microsoft.Extensions.Configuration;

namespace Shop.Eventing;

/// <summary>Reads environment variables and gathers what is wrong with them, so that one start names every fault.</summary>
public sealed class Settings(IConfiguration configuration)
{
    private const string TopicShape = "projects/PROJECT/topics/TOPIC";
    private const string SubscriptionShape = "projects/PROJECT/subscriptions/SUBSCRIPTION";

    private readonly List<string> _faults = [];

    /// <summary>Null where the variable is not set.</summary>
    public string? Optional(string name) => configuration[name] is { Length: > 0 } value ? value : null;

    /// <param name="name">Name of the variable.</param>
    /// <param name="meaning">What to set it to, for the message.</param>
    /// <returns>Empty where it is not set, which is then a fault.</returns>
    public string Required(string name, string meaning)
    {
        if (Optional(name) is { } value)
        {
            return value;
        }
        _faults.Add($"{name} is not set; set it to {meaning}");
        return "";
    }

    /// <summary>A variable that must hold the full name of a topic.</summary>
    public TopicName Topic(string name)
    {
        var text = Required(name, TopicShape);
        if (TopicName.TryParse(text, out var topic))
        {
            return topic;
        }
        if (text.Length > 0)
        {
            _faults.Add($"{name} is '{text}'; it must look like {TopicShape}");
        }
        return TopicName.FromProjectTopic("unset", "unset");
    }

    /// <summary>
    /// A variable that holds full names of subscriptions, with commas between them; none where it is not set.
    /// </summary>
    public IReadOnlySet<string> Subscriptions(string name)
    {
        var names = (Optional(name) ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var text in names.Where(text => !SubscriptionName.TryParse(text, out _)))
        {
            _faults.Add($"{name} names '{text}'; each must look like {SubscriptionShape}");
        }
        return names;
    }

    /// <param name="name">Name of the variable.</param>
    /// <param name="fallback">Where it is not set.</param>
    /// <param name="max">The largest number allowed; the smallest is 1.</param>
    public long Number(string name, long fallback, long max)
    {
        if (Optional(name) is not { } text)
        {
            return fallback;
        }
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 && value <= max)
        {
            return value;
        }
        Fault($"{name} is '{text}'; it must be a whole number from 1 to {max}");
        return fallback;
    }

    /// <summary>Adds a fault that only the caller can see.</summary>
    public void Fault(string fault) => _faults.Add(fault);

    /// <exception cref="InvalidOperationException">The message lists every fault.</exception>
    public void ThrowIfFaulty()
    {
        if (_faults.Count > 0)
        {
            throw new InvalidOperationException("The function's environment is not usable: " + string.Join("; ", _faults) + ".");
        }
    }
}
