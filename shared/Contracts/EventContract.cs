using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Shop.Contracts.Rules;

namespace Shop.Contracts;

/// <summary>One type of event: its CloudEvents name, its data, and how that is written.</summary>
public abstract class EventContract
{
    private protected EventContract(string type)
    {
        var parts = type.Split('.');
        Type = type;
        Aggregate = parts[1];
        Topic = Aggregate switch
        {
            "order" => "orders",
            "inventory" => "inventory",
            "image" => "images",
            "notification" => "notifications",
            _ => throw new ArgumentException($"No topic carries events of '{Aggregate}'.", nameof(type)),
        };
        DataSchema = new Uri("urn:shop:schema:" + type);
    }

    /// <summary>
    /// CloudEvents <c>type</c>: <c>shop.&lt;aggregate&gt;.&lt;past tense&gt;.v&lt;major&gt;</c>.
    /// </summary>
    public string Type { get; }

    /// <summary>The kind of thing that the event is about; it decides the topic.</summary>
    public string Aggregate { get; }

    /// <summary>The topic that carries the events of the aggregate, without project or prefix.</summary>
    public string Topic { get; }

    /// <summary>CloudEvents <c>dataschema</c>: changes exactly when the type does.</summary>
    public Uri DataSchema { get; }

    /// <summary>
    /// The JSON Schema (draft 2020-12) of the data, as text. It is written by the rules that
    /// <see cref="Validate"/> checks; only that no name may occur twice, the total of lines that repeat a
    /// SKU, and what exactly makes a URL are beyond what a schema can say.
    /// </summary>
    public abstract string Schema { get; }

    /// <summary>Looks for every fault of a document at once.</summary>
    /// <param name="utf8Json">The document.</param>
    /// <returns>
    /// None where the document is data of this type. Members that the contract does not name are no fault.
    /// </returns>
    public abstract IReadOnlyList<ContractFault> Validate(ReadOnlySpan<byte> utf8Json);

    /// <summary>
    /// The same data as it was first written: for what comes back from a store that does not keep the order of members.
    /// </summary>
    /// <param name="data">Data of this type.</param>
    /// <exception cref="JsonException">It is not.</exception>
    public abstract JsonElement Restore(JsonElement data);

    /// <returns>The type.</returns>
    public override string ToString() => Type;
}

/// <inheritdoc/>
/// <typeparam name="TData">The data.</typeparam>
public sealed class EventContract<TData> : EventContract
{
    // A document of the largest size could have thousands of faults; nobody reads so many, and they must be
    // carried.
    private const int FaultsMax = 1_000;

    // Made when first needed: a function that starts knows all types, and reads two or three.
    private readonly Lazy<ObjectRule> _rule;
    private readonly Lazy<string> _schema;
    private readonly Lazy<JsonTypeInfo<TData>> _json;

    internal EventContract(string type, Func<JsonTypeInfo<TData>> json, Func<ObjectRule> rule)
        : base(type)
    {
        _json = new Lazy<JsonTypeInfo<TData>>(json);
        _rule = new Lazy<ObjectRule>(rule);
        _schema = new Lazy<string>(() => SchemaText.Of(this, typeof(TData).Name, _rule.Value));
    }

    /// <summary>
    /// How the data is written. Whatever comes from outside is read by <see cref="Decode"/>, since this knows
    /// types but no bounds, and stops at the first fault.
    /// </summary>
    public JsonTypeInfo<TData> Json => _json.Value;

    /// <inheritdoc/>
    public override string Schema => _schema.Value;

    /// <summary>Reads a document.</summary>
    /// <param name="utf8Json">
    /// The document, at most <see cref="ContractLimits.EventBytesMax"/> bytes; of a <see cref="JsonElement"/>
    /// these are <see cref="System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value"/>.
    /// </param>
    /// <returns>The data, or every fault.</returns>
    public Decoded<TData> Decode(ReadOnlySpan<byte> utf8Json)
    {
        var faults = new List<ContractFault>();
        return Check(utf8Json, faults) is { } root && faults.Count == 0
            ? new Decoded<TData>(root.Deserialize(Json)!)
            : new Decoded<TData>(faults);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ContractFault> Validate(ReadOnlySpan<byte> utf8Json)
    {
        var faults = new List<ContractFault>();
        Check(utf8Json, faults);
        return faults;
    }

    /// <inheritdoc/>
    public override JsonElement Restore(JsonElement data) => JsonSerializer.SerializeToElement(data.Deserialize(Json)!, Json);

    /// <summary>Writes data, always in the same way.</summary>
    public byte[] Encode(TData data) => JsonSerializer.SerializeToUtf8Bytes(data, Json);

    /// <summary>
    /// Whether two events say the same. The records' own equality does not tell: it compares lists by
    /// identity, and URLs without their fragments.
    /// </summary>
    public bool AreEqual(TData one, TData other) => Encode(one).AsSpan().SequenceEqual(Encode(other));

    private JsonElement? Check(ReadOnlySpan<byte> utf8Json, List<ContractFault> faults)
    {
        var root = JsonText.Parse(utf8Json, faults);
        if (root is { } value)
        {
            _rule.Value.Check(value, "", faults);
        }
        if (faults.Count > FaultsMax)
        {
            faults.RemoveRange(FaultsMax, faults.Count - FaultsMax);
        }
        return root;
    }
}
