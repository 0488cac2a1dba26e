namespace Shop.Documents;

/// <summary>
/// The store did not answer as asked: trouble that passes (or a deployment fault, which a person must see).
/// Of a commit the outcome is unknown. Because every write is conditional, doing the whole thing again, from
/// reading on, is safe; that is the caller's business, as only he can tell his own earlier success from
/// another's.
/// </summary>
/// <param name="status">A google.rpc code, such as <c>UNAVAILABLE</c>.</param>
/// <param name="message">What the server said.</param>
/// <param name="inner">What happened on the way there.</param>
public sealed class DocumentStoreException(string status, string message, Exception? inner = null)
    : IOException($"{status}: {message}", inner)
{
    /// <summary>
    /// A google.rpc code, such as <c>UNAVAILABLE</c>; <c>UNKNOWN</c> where the answer held none.
    /// </summary>
    public string Status { get; } = status;

    /// <summary>
    /// The server refused or was never reached, so that sending the same again cannot apply it twice.
    /// </summary>
    internal bool IsSurelyNotApplied { get; init; }
}
