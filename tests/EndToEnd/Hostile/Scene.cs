using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Shop.EndToEnd.Hostile;

/// <summary>What there is to be found: goods, an order that is decided, an image that is processed.</summary>
internal sealed record Scene(TokenIssuer Issuer, Uri Api, string Sku, string Order, string Image)
{
    /// <summary>Owns the order and the image.</summary>
    public const string Owner = "hostile-anna";

    public const string Operator = "hostile-olga";

    private static readonly string[] _customers = [Owner, Owner, Operator, "hostile-boris", "auth0|carla@shop.example"];

    // Signed once: signing costs more than anything else that is done here for a request.
    private readonly string[] _tokens = [.. _customers.Select(Issuer.Token)];

    public static async Task<Scene> SetAsync(RunningSuite suite, TokenIssuer issuer, Uri api, string name)
    {
        var scene = new Scene(issuer, api, name, "", "");
        await scene.StockAsync(1_000_000);
        var order = await scene.PlaceAsync();
        return scene with { Order = order, Image = await scene.UploadAsync(suite) };
    }

    public string AnyToken(Random random) => random.Any(_tokens);

    /// <summary>An ordinary order, from the request to the decision.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> PlaceAsync()
    {
        var placed = await SendAsync(
            suite: null, HttpMethod.Post, "v1/orders", Owner, $$"""{"lines":[{"sku":"{{Sku}}","quantity":2}]}""", HttpStatusCode.Created);
        Assert.Equal("confirmed", placed.GetProperty("status").GetString());
        return placed.GetProperty("id").GetString()!;
    }

    private async Task StockAsync(int quantity)
    {
        await SendAsync(
            suite: null, HttpMethod.Post, $"v1/inventory/{Sku}/restock", Operator, $$"""{"quantity":{{quantity}}}""", HttpStatusCode.Accepted);
        using var http = new HttpClient();
        HttpStatusCode status;
        do
        {
            using var request = Request(HttpMethod.Get, $"v1/inventory/{Sku}", Operator);
            using var response = await http.SendAsync(request);
            status = response.StatusCode;
        }
        while (status == HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.OK, status);
    }

    // The stream of the image ends when it is processed.
    private async Task<string> UploadAsync(RunningSuite suite)
    {
        var photo = Photo.Upright(90, 120, 7);
        var opened = await SendAsync(
            suite, HttpMethod.Post, "v1/images", Owner,
            $$"""{"fileName":"photo.jpg","contentType":"image/jpeg","bytes":{{photo.Length}}}""", HttpStatusCode.Created);
        using var put = await suite.Http.PutAsync(
            new Uri(opened.GetProperty("uploadUrl").GetString()!), new ByteArrayContent(photo));
        put.EnsureSuccessStatusCode();
        var id = opened.GetProperty("id").GetString()!;
        using var request = Request(HttpMethod.Get, $"v1/images/{id}/stream", Owner);
        using var stream = await suite.Http.SendAsync(request);
        Assert.Contains("\"status\":\"processed\"", await stream.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        return id;
    }

    private async Task<JsonElement> SendAsync(
        RunningSuite? suite, HttpMethod method, string path, string customer, string json, HttpStatusCode expected)
    {
        using var own = suite is null ? new HttpClient() : null;
        using var request = Request(method, path, customer);
        request.Content = RunningSuite.Json(json);
        request.Headers.Add("Prefer", "wait=30");
        using var response = await (own ?? suite!.Http).SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{method} {path} was answered {(int)response.StatusCode} {text}");
        return JsonElement.Parse(text);
    }

    private HttpRequestMessage Request(HttpMethod method, string path, string customer) => new(method, new Uri(Api, path))
    {
        Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Issuer.Token(customer)) },
    };
}
