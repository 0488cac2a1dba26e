using System.Globalization;
using System.Text;

namespace Shop.LocalCloud.Storage.Disk;

/// <summary>
/// Hands out generations that never repeat or fall, even over restarts and clocks set back.
/// </summary>
/// <remarks>
/// A ceiling is on disk before any generation below it is given out, and a new process starts above the
/// ceiling: so one write serves many generations, and a crash only leaves a gap.
/// </remarks>
internal sealed class Generations
{
    // Ten seconds' worth: a busy process writes the ceiling every few seconds, not for each object.
    private const long Reserve = 10_000_000;

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly TimeProvider _clock;
    private long _last;
    private long _ceiling;

    public Generations(string path, TimeProvider clock)
    {
        _path = path;
        _clock = clock;
        if (File.Exists(path))
        {
            _ceiling = long.Parse(File.ReadAllText(path), CultureInfo.InvariantCulture);
            _last = _ceiling;
        }
    }

    /// <summary>
    /// An object found on disk: protects against a ceiling file that was lost or copied from elsewhere.
    /// </summary>
    public void Seen(long generation)
    {
        lock (_gate)
        {
            _last = Math.Max(_last, generation);
        }
    }

    public long Next()
    {
        lock (_gate)
        {
            var now = (_clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
            var next = Math.Max(_last + 1, now);
            if (next > _ceiling)
            {
                var ceiling = next + Reserve;
                DurableFile.Write(
                    _path, Encoding.ASCII.GetBytes(ceiling.ToString(CultureInfo.InvariantCulture)));
                _ceiling = ceiling;
            }
            _last = next;
            return next;
        }
    }
}
