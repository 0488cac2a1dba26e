using System.Text;
using Shop.Contracts;

namespace Shop.EndToEnd.Orders;

/// <summary>Everything that was said, as somebody hears it who listens to topics from the start.</summary>
internal sealed class Ledger(OrderTraffic traffic)
{
    private readonly Dictionary<string, (string Type, string Data)> _contents = [];
    private readonly Dictionary<string, (string Sequence, string Type)> _last = [];
    private readonly List<string> _broken = [];

    /// <summary>Whether the last word on every order is one that nothing will follow.</summary>
    public bool IsSettled => traffic.Placed.All(id => _last.TryGetValue(id.Value, out var last)
        && (traffic.Regretted.Contains(id) ? last.Type == EventContracts.OrderCancelled.Type : IsDecision(last.Type)));

    /// <summary>What must never be, whatever happened.</summary>
    public IReadOnlyList<string> Broken =>
    [
        .. _broken,
        .. traffic.Placed.Except(traffic.Regretted)
            .Where(id => _last.TryGetValue(id.Value, out var last) && last.Type == EventContracts.OrderCancelled.Type)
            .Select(id => $"{id}: cancelled, which nobody asked for"),
    ];

    public void Hear(Received received)
    {
        var (id, type) = (received.Attributes["ce-id"], received.Attributes["ce-type"]);
        if (!_contents.TryAdd(id, (type, received.Data)) && _contents[id] != (type, received.Data))
        {
            _broken.Add($"event {id} was said with different content");
        }
        var contract = EventContracts.Find(type);
        if (contract is null || contract.Validate(Encoding.UTF8.GetBytes(received.Data)).Count > 0)
        {
            _broken.Add($"event {id} of type {type} does not keep its contract");
        }
        if (contract?.Topic == EventContracts.OrderPlaced.Topic
            && received.Attributes.TryGetValue("ce-sequence", out var sequence)
            && received.Attributes["ce-subject"] is var subject
            && (!_last.TryGetValue(subject, out var last) || string.CompareOrdinal(sequence, last.Sequence) > 0))
        {
            _last[subject] = (sequence, type);
        }
    }

    private static bool IsDecision(string type) =>
        type == EventContracts.OrderConfirmed.Type || type == EventContracts.OrderRejected.Type;
}
