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
        DataSchema = new Uri("urn:shop:schema:" + type);
    }

    /// <summary>CloudEvents <c>type</c>: <c>shop.&lt;aggregate&gt;.&lt;past tense&gt;.v&lt;major&gt;</c>.</summary>
    public string Type { get; }

    /// <summary>The kind of thing that the event is about; it decides the topic.</summary>
    public string Aggregate { get; }

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

/// <summary>Every event of the suite; each type is written here and nowhere else.</summary>
public static class EventContracts
{
    /// <summary>All variants of one generation of an uploaded image are readable.</summary>
    public static EventContract<ImageProcessed> ImageProcessed { get; } =
        new("shop.image.processed.v1", ContractsJson.Default.ImageProcessed);

    /// <summary>One generation of an uploaded image will never have variants.</summary>
    public static EventContract<ImageFailed> ImageFailed { get; } =
        new("shop.image.failed.v1", ContractsJson.Default.ImageFailed);

    /// <summary>All of the above.</summary>
    public static IReadOnlyList<EventContract> All { get; } = [ImageProcessed, ImageFailed];
}
