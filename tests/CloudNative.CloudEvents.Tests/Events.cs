namespace CloudNative.CloudEvents.Tests;

/// <summary>The smallest valid event, to which each test adds what it is about.</summary>
internal static class Events
{
    internal static CloudEvent Minimal() => new()
    {
        Id = "1",
        Source = new Uri("//tests", UriKind.RelativeOrAbsolute),
        Type = "shop.tested.v1",
    };
}
