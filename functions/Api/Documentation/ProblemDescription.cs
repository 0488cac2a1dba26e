using Microsoft.OpenApi;
using Shop.Api.Http;
using Shop.Contracts;

namespace Shop.Api.Documentation;

/// <summary>What the schema of problems says beyond what types alone say.</summary>
internal static class ProblemDescription
{
    public static void Bound(OpenApiSchema schema, string name)
    {
        switch (name)
        {
            case "type":
                schema.Pattern = "^/problems/[a-z-]+$";
                break;
            case "title" or "detail":
                schema.MinLength = 1;
                break;
            case "status":
                (schema.Minimum, schema.Maximum) = ("400", "599");
                break;
            case "errors":
                (schema.MinItems, schema.MaxItems) = (1, Validation.ErrorsMax);
                break;
            case "line" or "byte":
                schema.Minimum = "1";
                break;
            case "orderId":
                schema.Pattern = SchemaDescription.OfId<OrderId>("").Pattern;
                break;
            case "traceId":
                schema.Pattern = "^[0-9a-f]{32}$";
                break;
            default:
                break;
        }
    }
}
