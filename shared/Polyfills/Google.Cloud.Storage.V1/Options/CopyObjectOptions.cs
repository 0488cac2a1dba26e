using Google.Apis.Storage.v1;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1;

/// <summary>Options of CopyObject.</summary>
public sealed class CopyObjectOptions
{
    /// <summary>Which generation to copy; null means the live one.</summary>
    public long? SourceGeneration { get; set; }

    public long? IfGenerationMatch { get; set; }

    public long? IfGenerationNotMatch { get; set; }

    public long? IfMetagenerationMatch { get; set; }

    public long? IfMetagenerationNotMatch { get; set; }

    public long? IfSourceGenerationMatch { get; set; }

    public long? IfSourceGenerationNotMatch { get; set; }

    public long? IfSourceMetagenerationMatch { get; set; }

    public long? IfSourceMetagenerationNotMatch { get; set; }

    /// <summary>Metadata of the copy; null means that of the source.</summary>
    public Object ExtraMetadata { get; set; }

    /// <summary>Null means the default of the call.</summary>
    public RetryOptions RetryOptions { get; set; }

    internal void ModifyRequest(ObjectsResource.RewriteRequest request)
    {
        Preconditions.CheckExclusive(IfGenerationMatch, IfGenerationNotMatch, "Generation");
        Preconditions.CheckExclusive(IfMetagenerationMatch, IfMetagenerationNotMatch, "Metageneration");
        Preconditions.CheckExclusive(
            IfSourceGenerationMatch, IfSourceGenerationNotMatch, "Generation", "Source");
        Preconditions.CheckExclusive(
            IfSourceMetagenerationMatch, IfSourceMetagenerationNotMatch, "Metageneration", "Source");
        request.SourceGeneration = SourceGeneration;
        request.IfGenerationMatch = IfGenerationMatch;
        request.IfGenerationNotMatch = IfGenerationNotMatch;
        request.IfMetagenerationMatch = IfMetagenerationMatch;
        request.IfMetagenerationNotMatch = IfMetagenerationNotMatch;
        request.IfSourceGenerationMatch = IfSourceGenerationMatch;
        request.IfSourceGenerationNotMatch = IfSourceGenerationNotMatch;
        request.IfSourceMetagenerationMatch = IfSourceMetagenerationMatch;
        request.IfSourceMetagenerationNotMatch = IfSourceMetagenerationNotMatch;
    }
}
