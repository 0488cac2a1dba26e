using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Shop.Documents;

namespace Shop.Eventing.Handling;

/// <summary>The name of a document together with how its content is written.</summary>
/// <typeparam name="TState">The state that the document holds.</typeparam>
/// <param name="Name">Name of the document.</param>
/// <param name="Json">How its content is written.</param>
public sealed record DocumentKey<TState>(DocumentName Name, JsonTypeInfo<TState> Json)
    where TState : class
{
    /// <summary>The change that puts a state into the document.</summary>
    public StateChange Set(TState state) => new(Name, JsonSerializer.SerializeToElement(state, Json));

    /// <summary>The change that removes the document, where there is one.</summary>
    public StateChange Remove() => new(Name, null);
}

/// <summary>What a decision wants a document to hold.</summary>
/// <param name="Name">Name of the document.</param>
/// <param name="Data">Its new content, whole; null where it is to be removed.</param>
public sealed record StateChange(DocumentName Name, JsonElement? Data);
