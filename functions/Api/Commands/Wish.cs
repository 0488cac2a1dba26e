using Shop.Api.Http;

namespace Shop.Api.Commands;

/// <summary>One thing that a caller asked for, however often they asked.</summary>
/// <param name="Id">UUIDv7, made when it was first asked for; ids of what it leads to are made of it.</param>
/// <param name="Time">When it was first asked for.</param>
/// <param name="HasKey">Whether the caller can ask again and be understood.</param>
internal sealed record Wish(Guid Id, DateTimeOffset Time, bool HasKey);

/// <summary>What is remembered under an idempotency key.</summary>
/// <param name="Fingerprint">Hash of what was asked for.</param>
/// <param name="Id">See <see cref="Wish"/>.</param>
/// <param name="CreatedAt">See <see cref="Wish"/>.</param>
internal sealed record IdempotencyRecord(string Fingerprint, Guid Id, DateTimeOffset CreatedAt);

/// <summary>Either the wish, or why it cannot be told which one it is.</summary>
internal readonly record struct Claim(Wish? Wish, Problem? Problem);
