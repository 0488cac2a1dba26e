using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Shop.Api.Http;
using Shop.Api.Images;
using Shop.Api.Inventory;
using Shop.Api.Orders;
using Shop.Contracts;
using Shop.ReadModels;

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
        else if (type == typeof(OrderStatus))
        {
            schema.Description = "Where an order stands.";
        }
        if (type.IsEnum)
        {
            schema.Type = JsonSchemaType.String;
        }
        ImageDescription.Describe(schema, context);
        if (ExampleOf(type) is { } example)
        {
            schema.Examples = [example];
        }
        if (_requests.Contains(type))
        {
            schema.AdditionalPropertiesAllowed = false;
        }
        if (context.JsonPropertyInfo is { } property)
        {
            // Absence has one spelling: a member is left out, never null.
            schema.Type &= ~JsonSchemaType.Null;
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
                schema.Description = "Units.";
                break;
            case (nameof(RestockRequest) or nameof(RestockBody), "quantity"):
                Range(schema, 1, ContractLimits.RestockQuantityMax, 10);
                break;
            case (nameof(StockBody), "available" or "reserved") or (nameof(Shortage), "available"):
                Range(schema, 0, ContractLimits.StockMax, 8);
                break;
            case (nameof(GoodsCount), "skus" or "units"):
                schema.Minimum = "0";
                break;
            case (nameof(Problem), _):
                ProblemDescription.Bound(schema, name);
                break;
            case (nameof(FieldFault), "pointer"):
                schema.Pattern = "^(/.*)?$";
                break;
            case (nameof(HealthBody), "status"):
                schema.Enum = ["ok"];
                break;
            case (nameof(Notice), "message"):
                (schema.Description, schema.MaxLength) = ("The reason for people.", Notice.MessageLengthMax);
                break;
            default:
                break;
        }
    }

    private static JsonNode? ExampleOf(Type type) => type.Name switch
    {
        nameof(OrderRequest) => JsonNode.Parse(
            """{"lines":[{"sku":"mug","quantity":2}],"callbackUrl":"https://customer.example/orders"}"""),
        nameof(OrderBody) => JsonNode.Parse(
            """
            {"id":"019a9e3f-8a2b-7c3d-9e4f-0123456789ab","status":"confirmed","lines":[{"sku":"mug","quantity":2}],
             "createdAt":"2026-01-02T03:04:05Z","updatedAt":"2026-01-02T03:04:06Z"}
            """),
        nameof(RestockRequest) => JsonNode.Parse("""{"quantity":10}"""),
        nameof(StockBody) => JsonNode.Parse("""{"sku":"mug","available":8,"reserved":2}"""),
        _ => null,
    };

    private static void Range(OpenApiSchema schema, long min, long max, int example)
    {
        schema.Minimum = min.ToString(CultureInfo.InvariantCulture);
        schema.Maximum = max.ToString(CultureInfo.InvariantCulture);
        schema.Examples = [example];
    }
}
