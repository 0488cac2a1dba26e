using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Shop.Api.Inventory;
using Shop.Api.Orders;
using Shop.Contracts;

namespace Shop.Api.Documentation;

/// <summary>
/// Adds to schemas what types alone do not say: the form of ids, and the bounds that requests must keep. Members that
/// requests name and nobody knows are refused; in answers more may come with a newer version.
/// </summary>
internal static class SchemaDescription
{
    private static readonly HashSet<Type> _requests = [typeof(OrderRequest), typeof(RestockRequest)];

    public static Task TransformAsync(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (type == typeof(OrderId))
        {
            Copy(OfId<OrderId>("019a9e3f-8a2b-7c3d-9e4f-0123456789ab"), schema);
        }
        else if (type == typeof(Sku))
        {
            Copy(OfId<Sku>("mug"), schema);
        }
        if (_requests.Contains(type))
        {
            schema.AdditionalPropertiesAllowed = false;
        }
        if (context.JsonPropertyInfo is { } property)
        {
            Bound(schema, property.DeclaringType, property.Name);
        }
        return Task.CompletedTask;
    }

    public static OpenApiSchema OfId<TId>(string example)
        where TId : struct, ITextId<TId> => new()
        {
            Type = JsonSchemaType.String,
            Pattern = TId.Pattern,
            Description = TId.Form + ".",
            Examples = [example],
        };

    private static void Copy(OpenApiSchema from, OpenApiSchema to) =>
        (to.Type, to.Pattern, to.Description, to.Examples) = (from.Type, from.Pattern, from.Description, from.Examples);

    private static void Bound(OpenApiSchema schema, Type owner, string name)
    {
        switch (owner.Name, name)
        {
            case (nameof(OrderRequest), "lines"):
                (schema.MinItems, schema.MaxItems) = (1, ContractLimits.OrderLinesMax);
                break;
            case (nameof(OrderRequest), "callbackUrl"):
                (schema.Format, schema.MaxLength) = ("uri", ContractLimits.CallbackUrlLengthMax);
                schema.Examples = ["https://customer.example/orders"];
                break;
            case (nameof(OrderLine), "quantity"):
                Range(schema, 1, ContractLimits.LineQuantityMax, 2);
                break;
            case (nameof(RestockRequest) or nameof(RestockBody), "quantity"):
                Range(schema, 1, ContractLimits.RestockQuantityMax, 10);
                break;
            case (nameof(StockBody), "available" or "reserved") or (nameof(Shortage), "available"):
                Range(schema, 0, ContractLimits.StockMax, 8);
                break;
            default:
                break;
        }
    }

    private static void Range(OpenApiSchema schema, long min, long max, int example)
    {
        schema.Minimum = min.ToString(CultureInfo.InvariantCulture);
        schema.Maximum = max.ToString(CultureInfo.InvariantCulture);
        schema.Examples = [example];
    }
}
