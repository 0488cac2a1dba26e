using Shop.Contracts;

namespace Shop.Api.Identity;

/// <summary>What is thought of a token.</summary>
internal abstract record TokenVerdict
{
    private TokenVerdict()
    {
    }

    /// <summary>Believed.</summary>
    public sealed record Valid(CustomerId Subject) : TokenVerdict;

    /// <summary>Not believed; the reason is a sentence that quotes nothing of the token.</summary>
    public sealed record Invalid(string Reason) : TokenVerdict;

    /// <summary>The issuer's keys cannot be read.</summary>
    public sealed record Undecided : TokenVerdict;
}
