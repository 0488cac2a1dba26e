using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Shop.Api.Documentation;

/// <summary>
/// The OpenAPI description, made of the endpoints themselves when it is first asked for: a process that nobody asks
/// does not pay for it. It is the same for every caller, and until the next deployment.
/// </summary>
internal sealed class OpenApiEndpoint([FromKeyedServices(OpenApiEndpoint.Version)] IOpenApiDocumentProvider provider)
{
    /// <summary>Major version of the API, as in its paths.</summary>
    public const string Version = "v1";

    private const int TagBytes = 12;

    private readonly Lock _gate = new();
    private Task<(byte[] Content, EntityTagHeaderValue Tag)>? _document;

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<OpenApiEndpoint>();
        services.AddOpenApi(Version, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer(DocumentDescription.TransformAsync);
            options.AddOperationTransformer(OperationDescription.TransformAsync);
            options.AddSchemaTransformer(SchemaDescription.TransformAsync);
        });
    }

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapGet($"/openapi/{Version}.json", static (HttpContext context, OpenApiEndpoint openApi) => openApi.GetAsync(context))
        .ExcludeFromDescription();

    private async Task<IResult> GetAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-cache";
        var (content, tag) = await Document();
        return TypedResults.Bytes(content, "application/json; charset=utf-8", entityTag: tag);
    }

    // What failed once is not the answer for ever.
    private Task<(byte[] Content, EntityTagHeaderValue Tag)> Document()
    {
        lock (_gate)
        {
            if (_document is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _document = MakeAsync();
            }
            return _document;
        }
    }

    private async Task<(byte[] Content, EntityTagHeaderValue Tag)> MakeAsync()
    {
        var document = await provider.GetOpenApiDocumentAsync();
        using var stream = new MemoryStream();
        await document.SerializeAsJsonAsync(stream, OpenApiSpecVersion.OpenApi3_1);
        var content = stream.ToArray();
        var hash = WebEncoders.Base64UrlEncode(SHA256.HashData(content).AsSpan(0, TagBytes));
        return (content, new EntityTagHeaderValue($"\"{hash}\""));
    }
}
