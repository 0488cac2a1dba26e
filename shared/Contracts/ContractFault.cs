using System.Diagnostics.CodeAnalysis;

namespace Shop.Contracts;

/// <summary>One way in which a document breaks its contract.</summary>
/// <param name="Pointer">Where, as a JSON pointer (RFC 6901); empty for the document itself.</param>
/// <param name="Message">What is asked for, as a sentence that never repeats the value found.</param>
public sealed record ContractFault(string Pointer, string Message);

/// <summary>The outcome of reading a document: its data, or every fault that it has.</summary>
/// <typeparam name="TData">The data.</typeparam>
public sealed class Decoded<TData>
{
    internal Decoded(TData data) => (Data, Faults) = (data, []);

    internal Decoded(IReadOnlyList<ContractFault> faults) => Faults = faults;

    /// <summary>The data; default where there are faults.</summary>
    public TData? Data { get; }

    /// <summary>The faults in the order of the document's rules; none where there is data.</summary>
    public IReadOnlyList<ContractFault> Faults { get; }

    /// <summary>Whether there is data.</summary>
    [MemberNotNullWhen(true, nameof(Data))]
    public bool IsValid => Faults.Count == 0;
}
