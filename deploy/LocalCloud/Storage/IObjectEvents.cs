namespace Shop.LocalCloud.Storage;

/// <summary>
/// Told of each write in three steps, so that no object that a client was told of lacks its event and no
/// event speaks of an object that never was, whenever the process dies.
/// </summary>
public interface IObjectEvents
{
    /// <summary>After start: which prepared events stand for an object that was committed.</summary>
    /// <param name="isCurrent">Whether (bucket, name, generation) is the live object.</param>
    void Recover(Func<string, string, long, bool> isCurrent);

    /// <summary>
    /// Puts the event on disk; it must not go out yet. Called before the object is committed.
    /// </summary>
    /// <param name="written">The object that is about to exist.</param>
    /// <param name="origin">Address of this service as the client sees it:
    /// <c>http://127.0.0.1:9000</c>.</param>
    void Prepare(StoredObject written, string origin);

    /// <summary>The object exists: the event may go out. Called before the client is answered.</summary>
    void Publish(StoredObject written);

    /// <summary>The write failed after <see cref="Prepare"/>.</summary>
    void Withdraw(StoredObject written);
}
