using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Shop.Api.Documentation;

/// <summary>What the description says of the API as a whole.</summary>
internal static class DocumentDescription
{
    public const string BearerScheme = "bearer";

    public static Task TransformAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Shop API",
            Version = OpenApiEndpoint.Version,
            Description =
                "Place orders and watch them being decided. Commands are answered as soon as they are stored for good; "
                + "what becomes of them is seen a moment later. Every error is a problem as RFC 9457 describes it, of a "
                + "type that never changes its meaning.",
        };
        foreach (var schema in document.Components?.Schemas?.Values ?? [])
        {
            NameAbsenceOnce(schema);
        }
        // Wherever this description was read from.
        document.Servers = [new OpenApiServer { Url = "/" }];
        var options = context.ApplicationServices.GetRequiredService<ApiOptions>();
        if (options.Identity.Tokens is not null)
        {
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[BearerScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "An OpenID Connect ID token; its subject is the customer.",
            };
        }
        return Task.CompletedTask;
    }

    // A member is left out, never null; the framework writes "null or this" for those of a type with a name.
    private static void NameAbsenceOnce(IOpenApiSchema schema)
    {
        foreach (var (name, member) in schema.Properties?.ToList() ?? [])
        {
            if (member.OneOf is [{ Type: JsonSchemaType.Null }, var only])
            {
                schema.Properties![name] = only;
            }
        }
    }
}
