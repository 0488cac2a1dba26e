namespace Google.Cloud.Storage.V1;

/// <summary>What happens to an object whose content arrived differently from how it was sent.</summary>
public enum UploadValidationMode
{
    /// <summary>It is not found out.</summary>
    None = 0,

    /// <summary>An exception, and the object stays.</summary>
    ThrowOnly = 1,

    /// <summary>An exception, and the object is deleted if that can be done.</summary>
    DeleteAndThrow = 2,
}
