namespace Google.Api.Gax;

/// <summary>A resource name of which nothing is known but that it is not empty.</summary>
public sealed class UnparsedResourceName(string name) : IResourceName, IEquatable<UnparsedResourceName>
{
    private readonly string _name = GaxPreconditions.CheckNotNullOrEmpty(name, nameof(name));

    public bool IsKnownPattern => false;

    public static UnparsedResourceName Parse(string name) => new(name);

    public static bool TryParse(string name, out UnparsedResourceName result)
    {
        result = string.IsNullOrEmpty(name) ? null : new UnparsedResourceName(name);
        return result is not null;
    }

    public override string ToString() => _name;

    public override int GetHashCode() => _name.GetHashCode(StringComparison.Ordinal);

    public override bool Equals(object obj) => Equals(obj as UnparsedResourceName);

    public bool Equals(UnparsedResourceName other) => _name == other?._name;

    public static bool operator ==(UnparsedResourceName a, UnparsedResourceName b) =>
        a is null ? b is null : a.Equals(b);

    public static bool operator !=(UnparsedResourceName a, UnparsedResourceName b) => !(a == b);
}
