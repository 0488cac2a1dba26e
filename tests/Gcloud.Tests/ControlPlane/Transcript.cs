using System.Text.RegularExpressions;

namespace Shop.Gcloud.Tests.ControlPlane;

/// <summary>
/// A conversation with gcloud as it must go. After each command, which begins with <c>$</c>: what it prints (<c>|</c>),
/// the writes it sends, with <c>*</c> before those that change something and <c>!</c> before those that are refused,
/// and its exit code where that is not 0. What it reads is left open: that differs between versions of gcloud.
/// </summary>
internal static partial class Transcript
{
    public static async Task HoldsAsync(StubCloud cloud, GcloudProcess gcloud, string expected)
    {
        var actual = new List<string>();
        foreach (var command in Lines(expected).Where(line => line.StartsWith('$')))
        {
            cloud.Requests.Clear();
            var outcome = await gcloud.BashAsync(command[2..]);
            actual.Add(command);
            actual.AddRange(Lines(outcome.Output).Select(line => "| " + line));
            actual.AddRange(cloud.Requests.Writes.Select(Line));
            if (outcome.ExitCode != 0)
                actual.Add($"exit {outcome.ExitCode}");
            // What went wrong unexpectedly is said in words, not only by a line that differs.
            if (outcome.ExitCode != 0 && !expected.Contains($"\n{actual[^1]}", StringComparison.Ordinal))
                actual.Add(outcome.Errors);
        }
        var wanted = Lines(expected).ToList();
        Assert.True(wanted.SequenceEqual(actual),
            $"Expected:\n{string.Join('\n', wanted)}\nActual:\n{string.Join('\n', actual)}");
    }

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd());

    private static string Line(RecordedRequest request)
    {
        var mark = request.Code >= 400 ? '!' : request.Changed ? '*' : '=';
        return $"{mark} {request.Method} {request.Service.Split('.')[0]}{Upload().Replace(request.Path, "/N.zip")}";
    }

    // The name of an uploaded source is the service's own choice.
    [GeneratedRegex("/[0-9]+\\.zip$")]
    private static partial Regex Upload();
}
