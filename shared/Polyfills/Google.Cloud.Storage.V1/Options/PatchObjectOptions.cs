using Google.Apis.Storage.v1;

namespace Google.Cloud.Storage.V1;

/// <summary>Options of PatchObject.</summary>
public sealed class PatchObjectOptions
{
    /// <summary>Which generation to change; null means the live one.</summary>
    public long? Generation { get; set; }

    public long? IfGenerationMatch { get; set; }

    public long? IfGenerationNotMatch { get; set; }

    public long? IfMetagenerationMatch { get; set; }

    public long? IfMetagenerationNotMatch { get; set; }

    /// <summary>Null means the default of the call.</summary>
    public RetryOptions RetryOptions { get; set; }

    internal void ModifyRequest(ObjectsResource.PatchRequest request)
    {
        Preconditions.CheckExclusive(IfGenerationMatch, IfGenerationNotMatch, "Generation");
        Preconditions.CheckExclusive(IfMetagenerationMatch, IfMetagenerationNotMatch, "Metageneration");
        request.Generation = Generation;
        request.IfGenerationMatch = IfGenerationMatch;
        request.IfGenerationNotMatch = IfGenerationNotMatch;
        request.IfMetagenerationMatch = IfMetagenerationMatch;
        request.IfMetagenerationNotMatch = IfMetagenerationNotMatch;
    }
}
