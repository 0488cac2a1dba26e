using CloudNative.CloudEvents.Core;

namespace CloudNative.CloudEvents.Extensions;

/// <summary>The sampled-rate extension: how many occurrences one event stands for.</summary>
public static class Sampling
{
    public static CloudEventAttribute SampledRateAttribute { get; } =
        CloudEventAttribute.CreateExtension("sampledrate", CloudEventAttributeType.Integer, Positive);

    public static IEnumerable<CloudEventAttribute> AllAttributes { get; } =
        new[] { SampledRateAttribute }.AsReadOnly();

    public static CloudEvent SetSampledRate(this CloudEvent cloudEvent, int? sampledRate)
    {
        Validation.CheckNotNull(cloudEvent, nameof(cloudEvent))[SampledRateAttribute] = sampledRate;
        return cloudEvent;
    }

    public static int? GetSampledRate(this CloudEvent cloudEvent) =>
        (int?)Validation.CheckNotNull(cloudEvent, nameof(cloudEvent))[SampledRateAttribute];

    private static void Positive(object value) =>
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero((int)value);
}
