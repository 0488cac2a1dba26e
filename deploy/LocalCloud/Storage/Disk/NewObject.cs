namespace Shop.LocalCloud.Storage.Disk;

/// <summary>What is to become an object.</summary>
internal sealed record NewObject(
    string Bucket,
    string Name,
    ObjectSettings Settings,
    Preconditions Preconditions,
    // Address of this service as the client sees it; links in the event start with it.
    string Origin,
    int? ComponentCount = null,
    string? UploadId = null);
