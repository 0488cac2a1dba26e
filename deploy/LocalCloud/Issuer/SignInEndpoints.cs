using System.Text;
using System.Text.Encodings.Web;
using Microsoft.Extensions.Primitives;
using Shop.LocalCloud.Page;

namespace Shop.LocalCloud.Issuer;

/// <summary>The page on which a person says who they are, and their way back.</summary>
internal static class SignInEndpoints
{
    private const string SubjectField = "subject";

    private static readonly string[] _parameters =
        ["response_type", "response_mode", "client_id", "redirect_uri", "scope", "state", "nonce"];

    private static readonly string _template = Encoding.UTF8.GetString(WebPage.Embedded("sign-in.html"));

    public static void Map(IEndpointRouteBuilder routes, LocalIssuer issuer, IssuerOrigin origin)
    {
        routes.MapGet("/authorize", context => AskAsync(context, context.Request.Query.ToDictionary()));
        routes.MapPost("/authorize", context => AnswerAsync(context, issuer, origin));
    }

    private static Task AskAsync(
        HttpContext context, IReadOnlyDictionary<string, StringValues> form, string fault = "")
    {
        var asked = IssuerForm.ReadSignIn(form);
        return asked.Value is { } wanted
            ? ShowAsync(context, wanted, form, fault)
            // Not back to where the person came from: who builds a page wants to read this, and not to guess.
            : SayAsync(context, asked.Error, asked.Description);
    }

    private static async Task AnswerAsync(HttpContext context, LocalIssuer issuer, IssuerOrigin origin)
    {
        if (await IssuerEndpoints.FormAsync(context) is not { } form)
        {
            return;
        }
        var subject = IssuerForm.Text(form, SubjectField);
        if (IssuerForm.ReadSignIn(form).Value is not { } wanted || !IdToken.IsSubject(subject))
        {
            await AskAsync(context, form, $"Must be {IdToken.SubjectForm}.");
            return;
        }
        var token = new IdToken(subject, wanted.ClientId, IdToken.LifeDefault, wanted.Nonce);
        var answer = $"#id_token={issuer.Issue(token, origin.Value)}&state={Uri.EscapeDataString(wanted.State)}";
        context.Response.Headers.CacheControl = "no-store";
        // 303: what was posted here is not to be posted there.
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = wanted.RedirectUri.AbsoluteUri + answer;
    }

    private static Task ShowAsync(
        HttpContext context, SignInRequest wanted, IReadOnlyDictionary<string, StringValues> form, string fault)
    {
        var fields = new StringBuilder();
        foreach (var name in _parameters.Where(form.ContainsKey))
        {
            fields.Append("<input type=\"hidden\" name=\"").Append(name).Append("\" value=\"")
                .Append(HtmlEncoder.Default.Encode(IssuerForm.Text(form, name))).Append("\">");
        }
        Secure(context.Response, wanted.RedirectUri.GetLeftPart(UriPartial.Authority));
        context.Response.StatusCode = fault.Length > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
        return context.Response.WriteAsync(
            _template
                .Replace("<!--request-->", fields.ToString(), StringComparison.Ordinal)
                .Replace("<!--client-->", HtmlEncoder.Default.Encode(wanted.ClientId), StringComparison.Ordinal)
                .Replace("<!--fault-->", HtmlEncoder.Default.Encode(fault), StringComparison.Ordinal),
            context.RequestAborted);
    }

    private static Task SayAsync(HttpContext context, string error, string description)
    {
        WebPage.Secure(context.Response);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync($"{error}: {description}\n", context.RequestAborted);
    }

    // Browsers hold the way back to the policy of the form, too.
    private static void Secure(HttpResponse response, string back)
    {
        WebPage.Secure(response);
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'self'; form-action 'self' {back}; base-uri 'none'; frame-ancestors 'none'";
        // Without a referrer a browser would not say either that the form is this page's own.
        response.Headers["Referrer-Policy"] = "same-origin";
    }
}
