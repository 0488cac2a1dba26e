using System.Text.Json.Nodes;

namespace Shop.Gcloud.Tests.ControlPlane;

/// <summary>One request as it came, and what it did.</summary>
/// <param name="Method">Its HTTP method.</param>
/// <param name="Service">The API, as <c>pubsub.googleapis.com</c>.</param>
/// <param name="Path">What follows the host, without query, as <c>/v1/projects/p/topics/t</c>.</param>
/// <param name="Query">What follows the question mark, or an empty string.</param>
/// <param name="Body">The JSON body; null where there was none, or something else than an object.</param>
/// <param name="Code">The HTTP code of the answer.</param>
/// <param name="Changed">
/// Whether anything is now other than before. A write that says what is already so changes nothing.
/// </param>
/// <param name="Answer">The JSON that was answered.</param>
internal sealed record RecordedRequest(
    string Method, string Service, string Path, string Query, JsonObject? Body, int Code, bool Changed,
    JsonNode? Answer)
{
    // Methods of Google's APIs that are POST and yet only read.
    private static readonly string[] _readingVerbs =
        [":getIamPolicy", ":testIamPermissions", ":batchGet", ":generateUploadUrl", ":access"];

    /// <summary>Whether it asks for a change, granted or not.</summary>
    public bool IsWrite =>
        Method is not "GET" && !_readingVerbs.Any(verb => Path.EndsWith(verb, StringComparison.Ordinal));

    public override string ToString() => $"{Method} {Service}{Path} → {Code}{(Changed ? ", changed" : "")}";
}

/// <summary>Every request that the stub has answered, in the order of the answers.</summary>
internal sealed class RequestLog
{
    private readonly Lock _lock = new();
    private readonly List<RecordedRequest> _all = [];

    public IReadOnlyList<RecordedRequest> All
    {
        get
        {
            lock (_lock)
                return [.. _all];
        }
    }

    public IReadOnlyList<RecordedRequest> Writes => [.. All.Where(request => request.IsWrite)];

    /// <summary>Those after which something was other than before.</summary>
    public IReadOnlyList<RecordedRequest> Changes => [.. All.Where(request => request.Changed)];

    public IReadOnlyList<RecordedRequest> Refused => [.. All.Where(request => request.Code >= 400)];

    public void Clear()
    {
        lock (_lock)
            _all.Clear();
    }

    internal void Add(RecordedRequest request)
    {
        lock (_lock)
            _all.Add(request);
    }
}
