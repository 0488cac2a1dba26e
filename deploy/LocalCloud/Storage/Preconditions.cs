using Shop.LocalCloud.Storage.Http;

namespace Shop.LocalCloud.Storage;

/// <summary>The <c>if…Match</c> parameters of a request.</summary>
public sealed record Preconditions(
    long? GenerationMatch = null,
    long? GenerationNotMatch = null,
    long? MetagenerationMatch = null,
    long? MetagenerationNotMatch = null)
{
    public static Preconditions None { get; } = new();

    /// <param name="query">The request's parameters.</param>
    /// <param name="prefix"><c>if</c>, or <c>ifSource</c> for the source of a copy.</param>
    internal static Preconditions Read(IQueryCollection query, string prefix = "if") => new(
        query.Number(prefix + "GenerationMatch"),
        query.Number(prefix + "GenerationNotMatch"),
        query.Number(prefix + "MetagenerationMatch"),
        query.Number(prefix + "MetagenerationNotMatch"));

    /// <summary>Whether a write may replace <paramref name="current"/>; 0 stands for "no object".</summary>
    public void CheckWrite(StoredObject? current)
    {
        var generation = current?.Generation ?? 0;
        var holds = (GenerationMatch is null || GenerationMatch == generation)
            && (GenerationNotMatch is null || GenerationNotMatch != generation)
            && (MetagenerationMatch is null || MetagenerationMatch == current?.Metageneration)
            && (MetagenerationNotMatch is null || MetagenerationNotMatch != current?.Metageneration);
        if (!holds)
        {
            throw RefusedRequestException.ConditionNotMet();
        }
    }

    /// <summary>As for a write, but "not changed since" is an answer (304) and no failure.</summary>
    /// <returns>False when the client already has what it asks for.</returns>
    public bool CheckRead(StoredObject current)
    {
        (this with { GenerationNotMatch = null, MetagenerationNotMatch = null }).CheckWrite(current);
        return GenerationNotMatch != current.Generation && MetagenerationNotMatch != current.Metageneration;
    }

    public void CheckBucket(StoredBucket current)
    {
        if ((MetagenerationMatch is { } match && match != current.Metageneration)
            || (MetagenerationNotMatch is { } other && other == current.Metageneration))
        {
            throw RefusedRequestException.ConditionNotMet();
        }
    }
}
