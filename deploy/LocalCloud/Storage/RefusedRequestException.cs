namespace Shop.LocalCloud.Storage;

/// <summary>
/// Ends a request with one of Google's errors. It is an exception because a refusal may arise at any depth of
/// a streamed upload, and every depth ends the request in the same way.
/// </summary>
public sealed class RefusedRequestException(int status, string reason, string message) : Exception(message)
{
    public int Status { get; } = status;

    /// <summary>The machine-readable <c>errors[0].reason</c>.</summary>
    public string Reason { get; } = reason;

    public static RefusedRequestException Invalid(string message) => new(400, "invalid", message);

    public static RefusedRequestException Required(string parameter) =>
        new(400, "required", $"Required parameter: {parameter}");

    public static RefusedRequestException NoObject(string bucket, string name) =>
        new(404, "notFound", $"No such object: {bucket}/{name}");

    public static RefusedRequestException NoBucket() =>
        new(404, "notFound", "The specified bucket does not exist.");

    public static RefusedRequestException NoPage() => new(404, "notFound", "Not Found");

    public static RefusedRequestException ConditionNotMet() =>
        new(412, "conditionNotMet", "At least one of the pre-conditions you specified did not hold.");

    public static RefusedRequestException Conflict(string message) => new(409, "conflict", message);
}
