namespace Shop.Notifications;

/// <summary>
/// What came of telling a customer. An attempt that may succeed later is none of these: it throws
/// <see cref="CallAgainException"/>, and Pub/Sub delivers the event again.
/// </summary>
public abstract record Attempt
{
    private Attempt()
    {
    }

    /// <summary>The order has no callback URL: the record in the log is all.</summary>
    public sealed record Logged : Attempt;

    /// <summary>The receiver took it.</summary>
    public sealed record Delivered : Attempt;

    /// <summary>The receiver answered 410: nothing more goes to this URL for this order.</summary>
    public sealed record Gone : Attempt;

    /// <summary>The receiver answered 410 to an earlier notice about the order, and was not called.</summary>
    public sealed record GoneBefore : Attempt;

    /// <summary>A status that repeating does not change.</summary>
    public sealed record Refused(int Status) : Attempt;

    /// <summary>The URL must not be called.</summary>
    public sealed record Forbidden(string Message) : Attempt;

    /// <summary>Too old to be of use; the receiver was not called.</summary>
    public sealed record Expired : Attempt;

    /// <summary>A notice of higher rank was delivered before; the receiver was not called.</summary>
    public sealed record Superseded : Attempt;
}

/// <summary>The customer was not told this time, and may be the next time.</summary>
/// <param name="message">Why, without the URL: it may hold secrets, and its host may name a person.</param>
public sealed class CallAgainException(string message) : IOException(message);
