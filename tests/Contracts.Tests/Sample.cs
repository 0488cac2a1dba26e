namespace Shop.Contracts.Tests;

/// <summary>Data of some type of event, handled without knowing which.</summary>
internal abstract record Sample(EventContract Contract)
{
    public static Sample Of<TData>(EventContract<TData> contract, TData data) =>
        new Sample<TData>(contract, data);

    public abstract byte[] Write();

    /// <summary>Reads a document and writes what was read.</summary>
    public abstract byte[] Rewrite(byte[] utf8Json);
}

internal sealed record Sample<TData>(EventContract<TData> Typed, TData Data) : Sample(Typed)
{
    public override byte[] Write() => Typed.Encode(Data);

    public override byte[] Rewrite(byte[] utf8Json)
    {
        var decoded = Typed.Decode(utf8Json);
        Assert.Empty(decoded.Faults);
        return Typed.Encode(decoded.Data!);
    }
}
