namespace Shop.Benchmarks;

/// <summary>One quantity, measured once per round.</summary>
internal sealed record Samples(string Name, IReadOnlyList<double> Values)
{
    public double Median => Quantile(0.5);

    /// <summary>Round by round, so that what slows the machine down for a while slows both sides.</summary>
    public Samples Over(Samples other) =>
        new($"{Name} / {other.Name}", [.. Values.Zip(other.Values, (mine, theirs) => mine / theirs)]);

    public Samples Minus(Samples other) =>
        new($"{Name} - {other.Name}", [.. Values.Zip(other.Values, (mine, theirs) => mine - theirs)]);

    /// <summary>Median, and between what the middle half of the rounds lies.</summary>
    public string Show(string format = "0.0") => FormattableString.Invariant(
        $"{Text(Median, format)}  ({Text(Quantile(0.25), format)} – {Text(Quantile(0.75), format)})");

    /// <summary>Linear between the two values that are nearest; NaN of none.</summary>
    public double Quantile(double share)
    {
        if (Values.Count == 0)
        {
            return double.NaN;
        }
        var sorted = Values.Order().ToList();
        var position = share * (sorted.Count - 1);
        var (below, above) = (sorted[(int)Math.Floor(position)], sorted[(int)Math.Ceiling(position)]);
        return below + (above - below) * (position - Math.Floor(position));
    }

    private static string Text(double value, string format) =>
        value.ToString(format, System.Globalization.CultureInfo.InvariantCulture);
}
