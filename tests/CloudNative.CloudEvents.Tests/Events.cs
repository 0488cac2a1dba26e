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

    /// <summary>
    /// Text from code units in hexadecimal: an attribute of a test cannot hold half of a surrogate pair.
    /// </summary>
    internal static string Utf16(string units) =>
        string.Concat(units.Split(' ').Select(unit => (char)Convert.ToUInt16(unit, 16)));
}
