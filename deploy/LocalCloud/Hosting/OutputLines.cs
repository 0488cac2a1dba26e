using System.Text;

namespace Shop.LocalCloud.Hosting;

/// <summary>Cuts what a process writes into lines.</summary>
internal static class OutputLines
{
    /// <summary>
    /// A longer line is shown in parts: a process that never ends its line must not fill our memory.
    /// </summary>
    public const int LineLengthMax = 16 * 1024;

    public static async Task ReadAsync(TextReader reader, Action<string> line)
    {
        var pending = new StringBuilder();
        var buffer = new char[4096];
        int count;
        while ((count = await reader.ReadAsync(buffer)) > 0)
        {
            foreach (var character in buffer.AsSpan(0, count))
            {
                if (character != '\n')
                {
                    pending.Append(character);
                }
                if (character == '\n' || pending.Length == LineLengthMax)
                {
                    Emit(pending, line);
                }
            }
        }
        if (pending.Length > 0)
        {
            Emit(pending, line);
        }
    }

    private static void Emit(StringBuilder pending, Action<string> line)
    {
        line(pending.ToString().TrimEnd('\r'));
        pending.Clear();
    }
}
