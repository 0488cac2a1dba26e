using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Shop.OpenApi;

/// <summary>Which answers of which operations were seen, and what was wrong with any.</summary>
public sealed class Coverage
{
    private readonly ConcurrentDictionary<(string Operation, int Status), int> _seen = new();
    private readonly ConcurrentQueue<string> _faults = new();

    /// <summary>What was wrong: also where whoever asked has not looked.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    public int Answers => _seen.Values.Sum();

    public void Saw(Operation operation, int status) =>
        _seen.AddOrUpdate((operation.Name, status), 1, static (_, times) => times + 1);

    public void Fault(string fault) => _faults.Enqueue(fault);

    public bool HasSeen(Operation operation, int status) => _seen.ContainsKey((operation.Name, status));

    /// <summary>Everything that is declared and was not seen.</summary>
    public IEnumerable<(Operation Operation, int Status)> Missing(ApiDescription description) => description.Operations
        .SelectMany(operation => operation.Answers.Keys.Order().Select(status => (operation, status)))
        .Where(pair => !HasSeen(pair.operation, pair.status));

    /// <summary>A table of operations and statuses: how often each was seen; <c>-</c> for never, blank for not declared.</summary>
    public string Table(ApiDescription description)
    {
        var statuses = description.Operations.SelectMany(operation => operation.Answers.Keys).Distinct().Order().ToList();
        var width = description.Operations.Max(operation => operation.Name.Length);
        var table = new StringBuilder("".PadRight(width));
        statuses.ForEach(status => table.Append(CultureInfo.InvariantCulture, $"{status,5}"));
        foreach (var operation in description.Operations)
        {
            table.AppendLine().Append(operation.Name.PadRight(width));
            foreach (var status in statuses)
            {
                table.Append(
                    _seen.TryGetValue((operation.Name, status), out var times) ? times.ToString(CultureInfo.InvariantCulture).PadLeft(5)
                    : operation.Answers.ContainsKey(status) ? "    -" : "     ");
            }
        }
        var declared = description.Operations.Sum(operation => operation.Answers.Count);
        var missing = Missing(description).Count();
        return table.AppendLine().Append(CultureInfo.InvariantCulture,
            $"{declared - missing} of {declared} declared answers of {description.Operations.Count} operations seen, in {Answers} answers.")
            .ToString();
    }
}
