namespace Shop.LocalCloud.Hosting;

/// <summary>The end of what a process wrote.</summary>
internal sealed class LastLines
{
    /// <summary>An unhandled exception with its trace fits; a person is not made to scroll.</summary>
    public const int LinesMax = 20;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();

    public IReadOnlyList<string> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    public void Add(string line)
    {
        lock (_gate)
        {
            _lines.Enqueue(line);
            if (_lines.Count > LinesMax)
            {
                _lines.Dequeue();
            }
        }
    }
}
