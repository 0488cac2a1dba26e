using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Shop.Api.Commands;
using Shop.Api.Http;
using Shop.Api.Identity;
using Shop.Contracts;

namespace Shop.Api.Documentation;

/// <summary>Adds to each operation what its endpoint says about itself by its metadata.</summary>
internal static class OperationDescription
{
    public static async Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<CallerRequirement>().Any())
        {
            RequireToken(operation, context);
        }
        await AnswerDescription.AddProblemsAsync(operation, context, cancellationToken);
        AnswerDescription.DescribeHeaders(operation, context);
        DescribePath(operation);
        operation.Parameters ??= [];
        foreach (var parameter in Parameters(metadata))
        {
            operation.Parameters.Add(parameter);
        }
    }

    private static void RequireToken(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        if (context.ApplicationServices.GetRequiredService<ApiOptions>().Identity.Tokens is not null)
        {
            var scheme = new OpenApiSecuritySchemeReference(DocumentDescription.BearerScheme, context.Document);
            operation.Security = [new OpenApiSecurityRequirement { [scheme] = [] }];
        }
    }

    private static void DescribePath(OpenApiOperation operation)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>().Where(one => one.In == ParameterLocation.Path) ?? [])
        {
            (parameter.Schema, parameter.Description) = parameter.Name switch
            {
                "id" when operation.Tags?.Any(tag => tag.Name == "Orders") == true =>
                    (SchemaDescription.OfId<OrderId>("019a9e3f-8a2b-7c3d-9e4f-0123456789ab"), "Id of the order."),
                "sku" => (SchemaDescription.OfId<Sku>("mug"), "Stock keeping unit."),
                _ => (parameter.Schema, parameter.Description),
            };
        }
    }

    private static IEnumerable<OpenApiParameter> Parameters(IList<object> metadata)
    {
        if (metadata.OfType<TakesIdempotencyKey>().Any())
        {
            yield return new OpenApiParameter
            {
                Name = IdempotencyKey.Header,
                In = ParameterLocation.Header,
                Description =
                    "Names this wish, in quotes or bare: sent again with the same key and body within 24 hours, it is done once.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = IdempotencyKey.LengthMax },
                Example = "8e03978e-40d5-43e8-bc93-6894a57f9324",
            };
        }
        if (metadata.OfType<TakesPreferWait>().Any())
        {
            yield return new OpenApiParameter
            {
                Name = "Prefer",
                In = ParameterLocation.Header,
                Description = $"`wait=N` waits up to N seconds, at most {Preferences.WaitSecondsMax}, for the outcome (RFC 7240).",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                Example = "wait=5",
            };
        }
        if (metadata.OfType<TakesPages>().Any())
        {
            yield return new OpenApiParameter
            {
                Name = Paging.SizeParameter,
                In = ParameterLocation.Query,
                Description = "Entries of a page.",
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer, Minimum = "1", Maximum = $"{Paging.SizeMax}", Default = Paging.SizeDefault,
                },
            };
            yield return new OpenApiParameter
            {
                Name = Paging.TokenParameter,
                In = ParameterLocation.Query,
                Description = "The nextPageToken of the page before.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            };
        }
        if (metadata.OfType<HasEntityTag>().Any())
        {
            yield return new OpenApiParameter
            {
                Name = "If-None-Match",
                In = ParameterLocation.Header,
                Description = "An ETag that was answered before; 304 where it still holds.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            };
        }
    }
}
