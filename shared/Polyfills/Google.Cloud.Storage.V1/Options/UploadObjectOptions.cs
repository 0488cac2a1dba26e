using Google.Api.Gax;
using Google.Apis.Upload;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1;

/// <summary>Options of UploadObject and its relatives.</summary>
public sealed class UploadObjectOptions
{
    public const int MinimumChunkSize = ResumableUpload<Object>.MinimumChunkSize;

    private int? _chunkSize;

    public long? IfGenerationMatch { get; set; }

    public long? IfGenerationNotMatch { get; set; }

    public long? IfMetagenerationMatch { get; set; }

    public long? IfMetagenerationNotMatch { get; set; }

    /// <summary>How much goes into one request; the server takes multiples of the minimum only.</summary>
    public int? ChunkSize
    {
        get => _chunkSize;
        set
        {
            GaxPreconditions.CheckArgument(
                value is null || (value > 0 && value % MinimumChunkSize == 0), nameof(value),
                "Requested chunk size {0} is not a positive multiple of {1}", value ?? 0, MinimumChunkSize);
            _chunkSize = value;
        }
    }

    /// <summary>Null means <see cref="UploadValidationMode.DeleteAndThrow" />.</summary>
    public UploadValidationMode? UploadValidationMode { get; set; }

    /// <summary>The web page origin that the session URI is going to be used from, by a browser.</summary>
    public string Origin { get; set; }

    internal void ModifyMediaUpload(CustomMediaUpload upload)
    {
        Preconditions.CheckExclusive(IfGenerationMatch, IfGenerationNotMatch, "Generation");
        Preconditions.CheckExclusive(IfMetagenerationMatch, IfMetagenerationNotMatch, "Metageneration");
        if (ChunkSize is { } size) upload.ChunkSize = size;
        upload.IfGenerationMatch = IfGenerationMatch;
        upload.IfGenerationNotMatch = IfGenerationNotMatch;
        upload.IfMetagenerationMatch = IfMetagenerationMatch;
        upload.IfMetagenerationNotMatch = IfMetagenerationNotMatch;
        if (Origin is not null)
        {
            upload.Options.ModifySessionInitiationRequest += request => request.Headers.Add("Origin", Origin);
        }
    }
}
