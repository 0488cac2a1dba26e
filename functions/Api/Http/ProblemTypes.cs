namespace Shop.Api.Http;

/// <summary>A kind of problem: what a program may rely on.</summary>
/// <param name="Name">Last segment of its <c>type</c>; never changes and never means something else.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Title">The same sentence every time.</param>
internal sealed record ProblemType(string Name, int Status, string Title)
{
    /// <summary>A relative reference, as RFC 9457 allows: the documentation of this very deployment.</summary>
    public string Uri { get; } = "/problems/" + Name;
}

/// <summary>Every kind of problem that the API answers with.</summary>
internal static class ProblemTypes
{
    public static ProblemType MalformedJson { get; } = new("malformed-json", 400, "The body is not JSON.");

    public static ProblemType InvalidIdempotencyKey { get; } =
        new("invalid-idempotency-key", 400, "The Idempotency-Key cannot be used.");

    public static ProblemType InvalidParameter { get; } =
        new("invalid-parameter", 400, "A parameter of the query cannot be used.");

    public static ProblemType InvalidPageToken { get; } =
        new("invalid-page-token", 400, "The page token is not one that was given to this caller.");

    public static ProblemType BadRequest { get; } = new("bad-request", 400, "The request cannot be read.");

    public static ProblemType Unauthenticated { get; } =
        new("unauthenticated", 401, "The request does not say, in a way that can be trusted, who sends it.");

    public static ProblemType OperatorsOnly { get; } =
        new("operators-only", 403, "Only operators of the shop may do this.");

    public static ProblemType NotFound { get; } = new("not-found", 404, "There is no such thing, or it is not yours.");

    public static ProblemType MethodNotAllowed { get; } =
        new("method-not-allowed", 405, "The path is known, but not with this method.");

    public static ProblemType NotAcceptable { get; } =
        new("not-acceptable", 406, "Nothing that the request accepts can be answered.");

    public static ProblemType RequestTimeout { get; } =
        new("request-timeout", 408, "The request did not arrive in time.");

    public static ProblemType BodyTooLarge { get; } = new("body-too-large", 413, "The body is too large.");

    public static ProblemType EventTooLarge { get; } =
        new("event-too-large", 413, "What is asked for does not fit into one event.");

    public static ProblemType UriTooLong { get; } = new("uri-too-long", 414, "Path and query are too long.");

    public static ProblemType UnsupportedMediaType { get; } =
        new("unsupported-media-type", 415, "The body is of a kind that is not read here.");

    public static ProblemType ValidationFailed { get; } =
        new("validation-failed", 422, "The body is JSON, but does not say what it must.");

    public static ProblemType IdempotencyKeyReused { get; } =
        new("idempotency-key-reused", 422, "The Idempotency-Key was used before, for another request.");

    public static ProblemType TooManyRequests { get; } =
        new("too-many-requests", 429, "This caller sends requests faster than the limit.");

    public static ProblemType TooManyStreams { get; } =
        new("too-many-streams", 429, "This caller has more streams open than the limit.");

    public static ProblemType HeadersTooLarge { get; } =
        new("headers-too-large", 431, "The headers are too many or too large.");

    public static ProblemType InternalError { get; } =
        new("internal-error", 500, "Something is wrong here, not with the request.");

    public static ProblemType OutcomeUnknown { get; } =
        new("outcome-unknown", 503, "Whether this was done is not known.");

    public static ProblemType Unavailable { get; } =
        new("unavailable", 503, "This cannot be answered at the moment.");

    public static ProblemType TimedOut { get; } = new("timed-out", 504, "This took too long.");

    /// <summary>For the documentation.</summary>
    public static IReadOnlyList<ProblemType> All { get; } =
    [
        MalformedJson, InvalidIdempotencyKey, InvalidParameter, InvalidPageToken, BadRequest, Unauthenticated,
        OperatorsOnly, NotFound, MethodNotAllowed, NotAcceptable, RequestTimeout, BodyTooLarge, EventTooLarge,
        UriTooLong, UnsupportedMediaType, ValidationFailed, IdempotencyKeyReused, TooManyRequests, TooManyStreams,
        HeadersTooLarge, InternalError, OutcomeUnknown, Unavailable, TimedOut,
    ];

    /// <returns>The kind that a bare status stands for; null where it stands for none.</returns>
    public static ProblemType? OfStatus(int status) => status switch
    {
        400 => BadRequest,
        401 => Unauthenticated,
        403 => OperatorsOnly,
        404 => NotFound,
        405 => MethodNotAllowed,
        406 => NotAcceptable,
        408 => RequestTimeout,
        413 => BodyTooLarge,
        414 => UriTooLong,
        415 => UnsupportedMediaType,
        429 => TooManyRequests,
        431 => HeadersTooLarge,
        500 => InternalError,
        503 => Unavailable,
        504 => TimedOut,
        _ => null,
    };
}
