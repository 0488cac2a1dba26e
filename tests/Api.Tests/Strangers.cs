using Shop.Api.Tests.Images;
using Shop.Contracts;

namespace Shop.Api.Tests;

/// <summary>What belongs to one customer is not there for another, whichever route they try.</summary>
public sealed class Strangers
{
    private const string Owner = "anna";

    private static readonly TimeSpan _old = TimeSpan.FromDays(1);

    [Fact]
    public async Task EveryRouteWithAnId_AnswersAnotherCustomerAsIfThereWereNothing()
    {
        await using var server = await ImageServer.StartAsync();
        var api = server.Api;
        var (order, noOrder) = (api.NewId(_old).Value, api.NewId(_old).Value);
        await api.ShowAsync(Views.History(OrderId.Parse(order), Owner, OrderStatus.Confirmed, api.Clock.GetUtcNow() - _old));
        var opened = await server.OpenAsync("cat.png", "image/png", 5, ("X-Local-Customer", Owner));
        await server.ShowAsync(server.Processed(opened, await server.WriteVariantAsync("display", "hello")));
        var (image, noImage) = (opened.Json.GetProperty("id").GetString()!, new string('0', opened.Json.GetProperty("id").GetString()!.Length));

        var tried = 0;
        foreach (var (method, path) in await RoutesWithAnIdAsync(api))
        {
            var (id, none) = path.StartsWith("/v1/orders/", StringComparison.Ordinal) ? (order, noOrder) : (image, noImage);
            string Filled(string value) => path.Replace("{id}", value, StringComparison.Ordinal)
                .Replace("{variant}", "display", StringComparison.Ordinal);
            var published = api.Bus.Published.Count;

            var stranger = await api.SendAsync(method, Filled(id), null, ("X-Local-Customer", "boris"));
            var nobody = await api.SendAsync(method, Filled(none), null, ("X-Local-Customer", "boris"));
            Assert.Equal(("404 not-found", nobody.Text), (stranger.ToString(), stranger.Text));
            Assert.Equal(published, api.Bus.Published.Count);

            var owner = await api.SendAsync(method, Filled(id), null, ("X-Local-Customer", Owner));
            Assert.True(owner.Status is >= 200 and < 300, $"{method} {path} was answered {owner} to its owner.");
            tried++;
        }
        // Four of orders (itself, events, stream, cancel), three of images (itself, stream, variant).
        Assert.Equal(7, tried);
    }

    // From the description of the API, which another test compares with its routes: none can be forgotten here.
    private static async Task<List<(string Method, string Path)>> RoutesWithAnIdAsync(ApiServer api)
    {
        var document = (await api.SendAsync("GET", "/openapi/v1.json")).Json;
        return
        [
            .. document.GetProperty("paths").EnumerateObject()
                .Where(path => path.Name.Contains("{id}", StringComparison.Ordinal))
                .SelectMany(path => path.Value.EnumerateObject()
                    .Where(operation => operation.Name is "get" or "post" or "put" or "delete" or "patch")
                    .Select(operation => (operation.Name.ToUpperInvariant(), path.Name))),
        ];
    }
}
