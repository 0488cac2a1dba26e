namespace Grpc.Core;

/// <summary>How a call ended, and the words that came with it.</summary>
public readonly struct Status(StatusCode statusCode, string detail, Exception? debugException)
{
    public Status(StatusCode statusCode, string detail)
        : this(statusCode, detail, null)
    {
    }

    public static Status DefaultSuccess { get; } = new(StatusCode.OK, "");

    public static Status DefaultCancelled { get; } = new(StatusCode.Cancelled, "");

    public StatusCode StatusCode { get; } = statusCode;

    public string Detail { get; } = detail;

    /// <summary>
    /// What went wrong on this side of the wire; never sent, and null for what a server answered.
    /// </summary>
    public Exception? DebugException { get; } = debugException;

    public override string ToString()
    {
        var cause = DebugException is null
            ? ""
            : $", DebugException=\"{DebugException.GetType()}: {DebugException.Message}\"";
        return $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\"{cause})";
    }
}
