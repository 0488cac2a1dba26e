namespace Shop.LocalCloud.PubSub.Push;

/// <summary>
/// How many requests an endpoint gets at once. Like Pub/Sub it starts slowly: each success lets one more in,
/// which doubles the window in each round, and each failure halves it.
/// </summary>
internal sealed class PushWindow
{
    /// <summary>
    /// Enough to learn something, too few to hurt an endpoint that has just started; more than the calls of one
    /// receiver that hangs, which a function bounds to 4.
    /// </summary>
    internal const int Start = 8;

    /// <summary>More would only queue up inside one process on one machine.</summary>
    internal const int Max = 64;

    private readonly Lock _gate = new();
    private int _size = Start;
    private int _inFlight;

    internal int Size
    {
        get
        {
            lock (_gate)
            {
                return _size;
            }
        }
    }

    /// <summary>How many more may be sent now.</summary>
    internal int Room
    {
        get
        {
            lock (_gate)
            {
                return Math.Max(0, _size - _inFlight);
            }
        }
    }

    internal void Sent()
    {
        lock (_gate)
        {
            _inFlight++;
        }
    }

    /// <param name="succeeded">Null where the endpoint had no say.</param>
    internal void Ended(bool? succeeded)
    {
        lock (_gate)
        {
            _inFlight--;
            _size = succeeded switch
            {
                true => Math.Min(_size + 1, Max),
                false => Math.Max(_size / 2, 1),
                null => _size,
            };
        }
    }

    /// <summary>The endpoint is a new process.</summary>
    internal void Restart()
    {
        lock (_gate)
        {
            _size = Start;
        }
    }
}
