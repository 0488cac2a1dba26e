using System.Globalization;
using System.Text.Json.Nodes;
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
    // Every endpoint may answer these.
    private static readonly ProblemType[] _always =
    [
        ProblemTypes.BadRequest, ProblemTypes.NotAcceptable, ProblemTypes.UriTooLong, ProblemTypes.HeadersTooLarge,
        ProblemTypes.TooManyRequests, ProblemTypes.InternalError, ProblemTypes.Unavailable, ProblemTypes.TimedOut,
    ];

    public static async Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var problems = metadata.OfType<ProblemType>().Concat(_always).ToList();
        if (metadata.OfType<CallerRequirement>().LastOrDefault() is { } requirement)
        {
            problems.Add(ProblemTypes.Unauthenticated);
            RequireToken(operation, context);
            if (requirement.OperatorsOnly)
            {
                problems.Add(ProblemTypes.OperatorsOnly);
            }
        }
        await AddProblemsAsync(operation, context, problems, cancellationToken);
        DescribePath(operation);
        DescribeHeaders(operation, hasTag: metadata.OfType<HasEntityTag>().Any());
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

    private static async Task AddProblemsAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, List<ProblemType> problems,
        CancellationToken cancellationToken)
    {
        operation.Responses ??= [];
        var schema = await context.GetOrCreateSchemaAsync(typeof(Problem), null, cancellationToken);
        context.Document!.AddComponent(nameof(Problem), schema);
        foreach (var status in problems.GroupBy(problem => problem.Status).OrderBy(status => status.Key))
        {
            var types = status.DistinctBy(problem => problem.Name).ToList();
            operation.Responses[status.Key.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = string.Join(" ", types.Select(problem => $"`{problem.Uri}`: {problem.Title}")),
                Headers = status.Key is 429 or 503 ? RetryAfter() : null,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [Problem.MediaType] = new()
                    {
                        Schema = new OpenApiSchemaReference(nameof(Problem), context.Document),
                        Example = Example(types[0]),
                    },
                },
            };
        }
    }

    private static Dictionary<string, IOpenApiHeader> RetryAfter() => new()
    {
        ["Retry-After"] = new OpenApiHeader
        {
            Description = "Seconds after which it is worth trying again.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" },
        },
    };

    private static JsonObject Example(ProblemType type)
    {
        var example = new JsonObject
        {
            ["type"] = type.Uri,
            ["title"] = type.Title,
            ["status"] = type.Status,
            ["detail"] = "What is wrong this time, and what to do.",
        };
        if (type == ProblemTypes.ValidationFailed)
        {
            example["errors"] = new JsonArray(new JsonObject
            {
                ["pointer"] = "/lines/0/quantity",
                ["detail"] = "Must be a whole number from 1 to 10000, not in quotes.",
            });
        }
        return example;
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

    private static void DescribeHeaders(OpenApiOperation operation, bool hasTag)
    {
        foreach (var (status, response) in operation.Responses!)
        {
            if (response is OpenApiResponse answer && (status is "201" or "202" || (hasTag && status is "200" or "304")))
            {
                var (name, description) = status is "201" or "202"
                    ? ("Location", "Where to look for it.")
                    : ("ETag", "Names this content; send it as If-None-Match.");
                answer.Headers ??= new Dictionary<string, IOpenApiHeader>();
                answer.Headers[name] = new OpenApiHeader
                {
                    Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                };
            }
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
