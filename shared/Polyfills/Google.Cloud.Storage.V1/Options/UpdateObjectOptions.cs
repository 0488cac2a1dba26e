using Google.Apis.Storage.v1;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1;

/// <summary>Options of UpdateObject.</summary>
public sealed class UpdateObjectOptions
{
    /// <summary>Which generation to change; null means the live one.</summary>
    public long? Generation { get; set; }

    public long? IfGenerationMatch { get; set; }

    public long? IfGenerationNotMatch { get; set; }

    public long? IfMetagenerationMatch { get; set; }

    public long? IfMetagenerationNotMatch { get; set; }

    /// <summary>
    /// Whether to update whatever is there. Otherwise options that name no precondition take the generation
    /// and metageneration of the object as theirs. (Without any options nothing is taken.)
    /// </summary>
    public bool? ForceNoPreconditions { get; set; }

    /// <summary>Null means the default of the call.</summary>
    public RetryOptions RetryOptions { get; set; }

    private bool HasPreconditions =>
        IfGenerationMatch is not null || IfGenerationNotMatch is not null
        || IfMetagenerationMatch is not null || IfMetagenerationNotMatch is not null;

    internal void ModifyRequest(ObjectsResource.UpdateRequest request, Object obj)
    {
        Preconditions.CheckExclusive(IfGenerationMatch, IfGenerationNotMatch, "Generation");
        Preconditions.CheckExclusive(IfMetagenerationMatch, IfMetagenerationNotMatch, "Metageneration");
        var isForced = ForceNoPreconditions == true;
        Preconditions.Check(
            !isForced || !HasPreconditions,
            "Cannot specify ForceNoPreconditions and any explicit precondition in the same options");
        var fromObject = !isForced && !HasPreconditions;
        request.Generation = Generation;
        request.IfGenerationMatch = fromObject ? obj.Generation : IfGenerationMatch;
        request.IfGenerationNotMatch = IfGenerationNotMatch;
        request.IfMetagenerationMatch = fromObject ? obj.Metageneration : IfMetagenerationMatch;
        request.IfMetagenerationNotMatch = IfMetagenerationNotMatch;
    }
}
