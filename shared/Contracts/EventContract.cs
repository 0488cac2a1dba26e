using System.Text.Json.Serialization.Metadata;

namespace Shop.Contracts;

/// <summary>One type of event: its CloudEvents name, its data, and how that is written.</summary>
public abstract record EventContract
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
            _ => throw new ArgumentException($"No topic carries events of the aggregate '{Aggregate}'.", nameof(type)),
        };
        DataSchema = new Uri("urn:shop:schema:" + type);
    }

    /// <summary>CloudEvents <c>type</c>: <c>shop.&lt;aggregate&gt;.&lt;past tense&gt;.v&lt;major&gt;</c>.</summary>
    public string Type { get; }

    /// <summary>The kind of thing that the event is about; it decides the topic.</summary>
    public string Aggregate { get; }

    /// <summary>The topic that carries the events of the aggregate, without project or prefix.</summary>
    public string Topic { get; }

    /// <summary>CloudEvents <c>dataschema</c>: changes exactly when the type does.</summary>
    public Uri DataSchema { get; }
}

/// <inheritdoc/>
/// <typeparam name="TData">The data.</typeparam>
public sealed record EventContract<TData> : EventContract
{
    internal EventContract(string type, JsonTypeInfo<TData> json)
        : base(type) => Json = json;

    /// <summary>How the data is written and read.</summary>
    public JsonTypeInfo<TData> Json { get; }
}
