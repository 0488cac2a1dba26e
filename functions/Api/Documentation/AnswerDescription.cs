using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Shop.Api.Http;
using Shop.Api.Identity;

namespace Shop.Api.Documentation;

/// <summary>
/// What an operation may answer: its problems, by what its endpoint says about itself, and the headers of its answers.
/// Tests hold every answer against it, so what stands here is what is true.
/// </summary>
internal static class AnswerDescription
{
    /// <summary>Extension: the <c>type</c>s that a problem of this status may have. OpenAPI has no place for them.</summary>
    private const string ProblemTypesExtension = "x-problem-types";

    /// <summary>Extension: content that is there or is not, which OpenAPI cannot say.</summary>
    public const string MayBeEmptyExtension = "x-may-be-empty";

    public static async Task AddProblemsAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.Responses ??= [];
        var schema = await context.GetOrCreateSchemaAsync(typeof(Problem), null, cancellationToken);
        context.Document!.AddComponent(nameof(Problem), schema);
        foreach (var status in ProblemsOf(context).GroupBy(problem => problem.Status).OrderBy(status => status.Key))
        {
            var types = status.DistinctBy(problem => problem.Name).ToList();
            // Far beyond our limits are those of the server, which refuses before any code of ours runs.
            var mayBeEmpty = status.Key is StatusCodes.Status414UriTooLong or StatusCodes.Status431RequestHeaderFieldsTooLarge;
            operation.Responses[status.Key.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = string.Join(" ", types.Select(problem => $"`{problem.Uri}`: {problem.Title}"))
                    + (mayBeEmpty ? " Far beyond the limit, without content." : ""),
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [Problem.MediaType] = new()
                    {
                        Schema = new OpenApiSchemaReference(nameof(Problem), context.Document),
                        Example = Example(types[0]),
                    },
                },
                Extensions = new Dictionary<string, IOpenApiExtension>
                {
                    [ProblemTypesExtension] = new JsonNodeExtension(
                        new JsonArray([.. types.Select(problem => (JsonNode)problem.Uri)])),
                    [MayBeEmptyExtension] = new JsonNodeExtension(JsonValue.Create(mayBeEmpty)),
                },
            };
        }
    }

    public static void DescribeHeaders(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var isCommand = context.Description.HttpMethod == HttpMethods.Post;
        var hasTag = metadata.OfType<HasEntityTag>().Any();
        var hasTokens = context.ApplicationServices.GetRequiredService<ApiOptions>().Identity.Tokens is not null;
        foreach (var (status, response) in operation.Responses!)
        {
            if (response is not OpenApiResponse answer)
            {
                continue;
            }
            List<(string Name, OpenApiHeader Header)> headers = status switch
            {
                "200" or "201" or "202" when isCommand =>
                [
                    ("Location", Text("Where to look for it.", "^/v1/")),
                    .. metadata.OfType<TakesPreferWait>().Any()
                        ? [(Preferences.AppliedHeader, Text("Which preferences the answer follows (RFC 7240).", isRequired: false))]
                        : Array.Empty<(string, OpenApiHeader)>(),
                ],
                "200" or "304" when hasTag => [("ETag", Text("Names this content; send it as If-None-Match.", "^\"[^\"]+\"$"))],
                "401" when hasTokens => [("WWW-Authenticate", Text("How to say who calls (RFC 6750).", "^Bearer "))],
                "429" =>
                [
                    ("Retry-After", RetryAfter()),
                    ("RateLimit", Text("What is left of the limit, and until when.", isRequired: false)),
                    ("RateLimit-Policy", Text("The limit.", isRequired: false)),
                ],
                "503" => [("Retry-After", RetryAfter())],
                _ => [],
            };
            if (headers.Count > 0)
            {
                answer.Headers = headers.ToDictionary(one => one.Name, one => (IOpenApiHeader)one.Header);
            }
        }
    }

    private static List<ProblemType> ProblemsOf(OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        List<ProblemType> problems =
        [
            .. metadata.OfType<ProblemType>(),
            ProblemTypes.NotAcceptable, ProblemTypes.UriTooLong, ProblemTypes.HeadersTooLarge, ProblemTypes.InternalError,
        ];
        if (context.Description.HttpMethod == HttpMethods.Post)
        {
            // Only while its body is read can a request turn out to be none.
            problems.AddRange([ProblemTypes.BadRequest, ProblemTypes.RequestTimeout]);
        }
        if (!metadata.OfType<DisableRateLimitingAttribute>().Any())
        {
            problems.Add(ProblemTypes.TooManyRequests);
        }
        if (metadata.OfType<CallerRequirement>().LastOrDefault() is { } requirement)
        {
            // What knows its caller, or what is the caller's, lies elsewhere, and that may not answer.
            problems.AddRange([ProblemTypes.Unauthenticated, ProblemTypes.Unavailable]);
            problems.AddRange(requirement.OperatorsOnly ? [ProblemTypes.OperatorsOnly] : []);
            problems.AddRange(metadata.OfType<DisableRequestTimeoutAttribute>().Any() ? [] : [ProblemTypes.TimedOut]);
        }
        return problems;
    }

    private static OpenApiHeader Text(string description, string? pattern = null, bool isRequired = true) => new()
    {
        Description = description,
        Required = isRequired,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = pattern },
    };

    private static OpenApiHeader RetryAfter() => new()
    {
        Description = "Seconds after which it is worth trying again.",
        Required = true,
        Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" },
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
}
