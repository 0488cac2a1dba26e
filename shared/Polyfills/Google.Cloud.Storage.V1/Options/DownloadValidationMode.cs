namespace Google.Cloud.Storage.V1;

/// <summary>When the content is checked against the hash that the server sent with it.</summary>
public enum DownloadValidationMode
{
    /// <summary>Whenever the server sends a hash.</summary>
    Always = 0,

    Never = 1,

    /// <summary>As always, but not for content that the server unpacked on the way.</summary>
    Automatic = 2,
}
