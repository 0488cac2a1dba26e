namespace CloudNative.CloudEvents;

/// <summary>How an event lies in a message: as one document, or as headers beside its data.</summary>
public enum ContentMode
{
    Structured,
    Binary,
}
