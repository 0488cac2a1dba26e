using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using Shop.LocalCloud.Page;
using Shop.LocalCloud.Storage;

namespace Shop.LocalCloud.Issuer;

/// <summary>Where the issuer answers: its description, its keys, and tokens for programs.</summary>
internal static class IssuerEndpoints
{
    public static void MapIssuer(this IEndpointRouteBuilder routes, LocalIssuer issuer, IssuerOrigin origin)
    {
        var group = routes.MapGroup(LocalIssuer.Path);
        group.MapGet("/.well-known/openid-configuration", context => WriteAsync(context, 200, Description(origin.Value)));
        group.MapGet("/certs", context => WriteAsync(context, 200, Keys(issuer.Key)));
        group.MapPost("/token", context => TokenAsync(context, issuer, origin));
        SignInEndpoints.Map(group, issuer, origin);
    }

    /// <returns>Null, after an answer, where there is no form to read.</returns>
    public static async Task<IReadOnlyDictionary<string, StringValues>?> FormAsync(HttpContext context)
    {
        try
        {
            OwnPage.CheckReading(context.Request);
            if (context.Request.HasFormContentType)
            {
                return (await context.Request.ReadFormAsync(context.RequestAborted)).ToDictionary();
            }
            await WriteErrorAsync(context, 400, "invalid_request", "Send a form, as curl -d username=anna does.");
        }
        catch (RefusedRequestException refusal)
        {
            await WriteErrorAsync(context, refusal.Status, "access_denied", refusal.Message);
        }
        catch (Exception fault) when (fault is InvalidDataException or BadHttpRequestException)
        {
            await WriteErrorAsync(context, 400, "invalid_request", "The form cannot be read.");
        }
        return null;
    }

    private static async Task TokenAsync(HttpContext context, LocalIssuer issuer, IssuerOrigin origin)
    {
        if (await FormAsync(context) is not { } form)
        {
            return;
        }
        var asked = IssuerForm.ReadToken(form, LocalIssuer.Audience);
        if (asked.Value is not { } token)
        {
            await WriteErrorAsync(context, 400, asked.Error, asked.Description);
            return;
        }
        var signed = issuer.Issue(token, origin.Value);
        // A shell has no JSON reader, and wants nothing but the token.
        if (context.Request.GetTypedHeaders().Accept is [var only] && only.MediaType.Equals("text/plain", StringComparison.Ordinal))
        {
            context.Response.ContentType = "text/plain; charset=utf-8";
            NoStore(context);
            await context.Response.WriteAsync(signed, context.RequestAborted);
            return;
        }
        await WriteAsync(context, 200, new JsonObject
        {
            // OAuth asks for an access token; the API takes ID tokens, and a client may send either.
            ["access_token"] = signed,
            ["id_token"] = signed,
            ["token_type"] = "Bearer",
            ["expires_in"] = (long)token.Life.TotalSeconds,
        });
    }

    private static JsonObject Description(string origin)
    {
        var name = LocalIssuer.NameAt(origin);
        return new JsonObject
        {
            ["issuer"] = name,
            ["authorization_endpoint"] = name + "/authorize",
            ["token_endpoint"] = name + "/token",
            ["jwks_uri"] = name + "/certs",
            ["scopes_supported"] = new JsonArray("openid"),
            ["response_types_supported"] = new JsonArray("id_token"),
            ["response_modes_supported"] = new JsonArray("fragment"),
            ["grant_types_supported"] = new JsonArray("implicit", "password"),
            ["subject_types_supported"] = new JsonArray("public"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            ["token_endpoint_auth_methods_supported"] = new JsonArray("none"),
            ["claims_supported"] = new JsonArray("iss", "sub", "aud", "iat", "exp", "nonce"),
        };
    }

    private static JsonObject Keys(SigningKey key) => new()
    {
        ["keys"] = new JsonArray(new JsonObject
        {
            ["kty"] = "RSA",
            ["alg"] = "RS256",
            ["use"] = "sig",
            ["kid"] = key.Id,
            ["n"] = key.Modulus,
            ["e"] = key.Exponent,
        }),
    };

    private static Task WriteErrorAsync(HttpContext context, int status, string error, string description) =>
        WriteAsync(context, status, new JsonObject { ["error"] = error, ["error_description"] = description });

    private static Task WriteAsync(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        NoStore(context);
        return context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }

    // RFC 6749, section 5.1.
    private static void NoStore(HttpContext context) => context.Response.Headers.CacheControl = "no-store";
}

/// <summary>
/// Where the local cloud answers by plain HTTP; known once it listens. An issuer has one name, whichever port it is
/// asked on.
/// </summary>
internal sealed class IssuerOrigin
{
    public string Value { get; set; } = "";
}
