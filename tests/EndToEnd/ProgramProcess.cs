using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading.Channels;

namespace Shop.EndToEnd;

/// <summary>A built program of the repository, running as a process of its own.</summary>
internal sealed class ProgramProcess : IAsyncDisposable
{
    // Far beyond what anything here takes: it only turns a hang into a failure that says where.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _seen = new();

    private ProgramProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public int ExitCode => _process.ExitCode;

    /// <summary>All output so far, for the message of a test that fails.</summary>
    public string Output
    {
        get
        {
            lock (_seen)
            {
                return _seen.ToString();
            }
        }
    }

    /// <summary>A file in the output of a project, which lies beside that of these tests.</summary>
    public static string PathOf(string project, string file)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(here.Parent!.Parent!.FullName, project, here.Name, file);
    }

    /// <param name="project">Name of the project, whose output lies beside that of these tests.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="environment">Set on top of what is inherited.</param>
    public static ProgramProcess Start(
        string project, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        Run("dotnet", ["exec", PathOf(project, project + ".dll"), .. arguments], environment);

    /// <param name="program">Anything that can be run.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="environment">Set on top of what is inherited.</param>
    public static ProgramProcess Run(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }
        var running = new ProgramProcess(new Process { StartInfo = start });
        running._process.OutputDataReceived += (_, line) => running.Keep(line.Data);
        running._process.ErrorDataReceived += (_, line) => running.Keep(line.Data);
        running._process.Start();
        running._process.BeginOutputReadLine();
        running._process.BeginErrorReadLine();
        return running;
    }

    /// <summary>Waits for a line that is not yet passed by.</summary>
    public async Task<string> LineAsync(Func<string, bool> wanted)
    {
        using var patience = new CancellationTokenSource(_patience);
        try
        {
            while (await _lines.Reader.WaitToReadAsync(patience.Token))
            {
                while (_lines.Reader.TryRead(out var line))
                {
                    if (wanted(line))
                    {
                        return line;
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException("The line did not come. Output:\n" + Output);
        }
        throw new InvalidOperationException("The program ended before the line came. Output:\n" + Output);
    }

    public async Task<int> ExitAsync()
    {
        using var patience = new CancellationTokenSource(_patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>However long that takes.</summary>
    public Task EndedAsync() => _process.WaitForExitAsync();

    /// <summary>Asks it to end, as Ctrl-C and the platform do.</summary>
    public Task<int> TerminateAsync()
    {
        Signal(Id, "TERM");
        return ExitAsync();
    }

    public static void Signal(int process, string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, $"{process}"]);
        kill.WaitForExit();
    }

    /// <summary>
    /// What a process has started and has not ended. From the list of all processes: the children that /proc names
    /// are those of one thread, and any thread may start one.
    /// </summary>
    public static IReadOnlyList<int> ChildrenOf(int parent)
    {
        var children = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process)
                && StateOf(folder) is { State: not "Z" } state && state.Parent == parent)
            {
                children.Add(process);
            }
        }
        return children;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    // "123 (name) S 1 …", where the name may hold anything, even parentheses. Null: it has ended meanwhile.
    private static (string State, int Parent)? StateOf(string folder)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (fields[0], int.Parse(fields[1], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }
        lock (_seen)
        {
            _seen.AppendLine(line);
        }
        _lines.Writer.TryWrite(line);
    }
}
