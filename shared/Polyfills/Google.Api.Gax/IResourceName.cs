namespace Google.Api.Gax;

/// <summary>The name of a resource of a Google API, such as <c>projects/p/topics/t</c>.</summary>
public interface IResourceName
{
    /// <summary>Whether the name follows a pattern that its type knows.</summary>
    bool IsKnownPattern { get; }

    /// <summary>The name as it is written on the wire.</summary>
    string ToString();
}
