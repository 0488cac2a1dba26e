using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Shop.Api.Http;
using Shop.Api.Identity;
using Shop.Documents;
using Shop.Eventing;

namespace Shop.Api.Commands;

/// <summary>
/// Remembers, for a day, what each caller asked for under which key. The record is made before anything is published,
/// and everything is published from the record: whoever asks again, at once or after a failure, has the same event
/// published again, under the same id, and that is recognised wherever it arrives.
/// </summary>
internal sealed class IdempotencyKeys(IDocumentStore store, TimeProvider clock, ILogger<IdempotencyKeys> logger)
{
    // A key that names another wish at every look is lost to a race that nobody can be winning all the time.
    private const int AttemptsMax = 4;

    private const int RetryAfterSeconds = 5;

    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(10);

    private static readonly CollectionName _collection = new("idempotency");

    /// <summary>
    /// A key is kept so long. Far below the 30 days for which events are recognised, so that what is published again
    /// from a record is never mistaken for new, nor refused as too old.
    /// </summary>
    public static TimeSpan Life { get; } = TimeSpan.FromHours(24);

    /// <summary>Call it with a valid request only: faults bind no key.</summary>
    /// <param name="context">The request.</param>
    /// <param name="route">Keys of different routes do not meet.</param>
    /// <param name="content">What is asked for, written always in the same way.</param>
    public async Task<Claim> ClaimAsync(HttpContext context, string route, ReadOnlyMemory<byte> content)
    {
        var (key, fault) = IdempotencyKey.Read(context.Request.Headers);
        if (fault is not null)
        {
            return new Claim(null, fault);
        }
        if (key is null)
        {
            return new Claim(Fresh(hasKey: false), null);
        }
        var name = _collection.Document(EventIds.Derive(context.Caller().Customer.Value, route, key));
        using var deadline = new CancellationTokenSource(_timeout, clock);
        try
        {
            return await ClaimAsync(name, Convert.ToHexStringLower(SHA256.HashData(content.Span)), deadline.Token);
        }
        catch (Exception trouble) when (trouble is DocumentStoreException or OperationCanceledException or HttpRequestException)
        {
            logger.KeysUnreachable(trouble);
            return new Claim(null, Problem.Of(
                ProblemTypes.OutcomeUnknown, "Send the same request again, with the same Idempotency-Key: it is done once.")
                with { RetryAfterSeconds = RetryAfterSeconds, TraceId = Traces.Current });
        }
    }

    private async Task<Claim> ClaimAsync(DocumentName name, string fingerprint, CancellationToken cancellationToken)
    {
        var expected = DocumentVersion.Absent;
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            var fresh = Fresh(hasKey: true);
            var data = JsonSerializer.SerializeToElement(
                new IdempotencyRecord(fingerprint, fresh.Id, fresh.Time), ApiJson.Default.IdempotencyRecord);
            var put = new DocumentWrite.Put(name, data, expected, fresh.Time + Life);
            if (await store.CommitAsync([put], cancellationToken) == CommitOutcome.Committed)
            {
                return new Claim(fresh, null);
            }
            var known = (await store.GetManyAsync([name], cancellationToken))[0];
            // The store may delete late what has expired, and a key is not valid for longer because of that.
            if (known.Exists && !(known.ExpiresAt <= clock.GetUtcNow()))
            {
                return Again(known, fingerprint);
            }
            expected = known.Version;
        }
        throw new DocumentStoreException("ABORTED", "The record of a key was in nobody's hands for long enough.");
    }

    private static Claim Again(Document known, string fingerprint)
    {
        var record = known.Data.Deserialize(ApiJson.Default.IdempotencyRecord)!;
        return record.Fingerprint == fingerprint
            ? new Claim(new Wish(record.Id, record.CreatedAt, HasKey: true), null)
            : new Claim(null, Problem.Of(
                ProblemTypes.IdempotencyKeyReused, "Send this request with a key of its own, or the first one unchanged."));
    }

    // Whole milliseconds: more would not survive every store, and what is answered again must be the same.
    private Wish Fresh(bool hasKey)
    {
        var now = clock.GetUtcNow();
        var time = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        return new Wish(Guid.CreateVersion7(time), time, hasKey);
    }
}
