namespace Shop.EndToEnd.Routes;

/// <summary>What all goes well with: an order, stock and an image, each asked for in every way there is.</summary>
/// <param name="Order">Id of an order of the customer.</param>
/// <param name="Sku">Something in stock.</param>
/// <param name="Image">Id of an image of the customer, with variants.</param>
internal sealed record Scene(string Order, string Sku, string Image)
{
    private const string Mug = "contract-mug";

    /// <summary>The path of an operation, with parameters that exist.</summary>
    public string PathOf(string template) => template
        .Replace("/orders/{id}", "/orders/" + Order, StringComparison.Ordinal)
        .Replace("/images/{id}", "/images/" + Image, StringComparison.Ordinal)
        .Replace("{sku}", Sku, StringComparison.Ordinal)
        .Replace("{variant}", "thumbnail", StringComparison.Ordinal);

    public static async Task<Scene> SetAsync(Visitor anna, Visitor boss, Func<string, byte[], Task> uploadAsync)
    {
        await anna.AskAsync("GET", "/health");
        await anna.AskAsync("GET", "/healthz");
        Assert.Equal(202, (await boss.AskAsync("POST", $"/v1/inventory/{Mug}/restock", """{"quantity":9}""")).Status);
        var order = await OrderAsync(anna);
        var image = await ImageAsync(anna, uploadAsync);
        var scene = new Scene(order, Mug, image);
        foreach (var template in (string[])
            [
                "/v1/orders", "/v1/orders/{id}", "/v1/orders/{id}/events", "/v1/inventory", "/v1/inventory/{sku}",
                "/v1/images/{id}", "/v1/images/{id}/{variant}",
            ])
        {
            await ReadAsync(anna, scene.PathOf(template));
        }
        return scene;
    }

    // Placed and confirmed; too much, and rejected; regretted at once, and after it was seen.
    private static async Task<string> OrderAsync(Visitor anna)
    {
        static string Order(int quantity) => $$"""{"lines":[{"sku":"{{Mug}}","quantity":{{quantity}}}]}""";
        var regretted = await anna.AskAsync("POST", "/v1/orders", Order(1));
        Assert.Equal(202, regretted.Status);
        Assert.Equal(202, (await anna.AskAsync("POST", $"/v1/orders/{regretted.Text("id")}/cancel")).Status);
        var rejected = await anna.AskAsync("POST", "/v1/orders", Order(10_000), ("Prefer", "wait=30"));
        Assert.Equal((201, "rejected"), (rejected.Status, rejected.Text("status")));
        var placed = await anna.AskAsync("POST", "/v1/orders", Order(2), ("Prefer", "wait=30"));
        Assert.Equal((201, "confirmed"), (placed.Status, placed.Text("status")));
        var path = "/v1/orders/" + placed.Text("id");
        await anna.FollowAsync(path + "/stream");
        Assert.Equal(200, (await anna.AskAsync("POST", path + "/cancel", null, ("Prefer", "wait=30"))).Status);
        Assert.Equal("cancelled", (await anna.AskAsync("GET", path)).Text("status"));
        return placed.Text("id");
    }

    private static async Task<string> ImageAsync(Visitor anna, Func<string, byte[], Task> uploadAsync)
    {
        var photo = Photo.Upright(300, 400);
        var asked = $$"""{"fileName":"contract.jpg","contentType":"image/jpeg","bytes":{{photo.Length}}}""";
        var key = ("Idempotency-Key", "\"contract-image\"");
        var opened = await anna.AskAsync("POST", "/v1/images", asked, key);
        var path = "/v1/images/" + opened.Text("id");
        Assert.Equal("accepted", (await anna.AskAsync("GET", path)).Text("status"));
        await uploadAsync(opened.Text("uploadUrl"), photo);
        await anna.FollowAsync(path + "/stream");
        Assert.Equal("processed", (await anna.AskAsync("GET", path)).Text("status"));
        Assert.Equal(200, (await anna.AskAsync("POST", "/v1/images", asked, key)).Status);

        // Another one is no image, whatever it says: how that looks is described, too.
        var broken = await anna.AskAsync("POST", "/v1/images", """{"fileName":"b.jpg","contentType":"image/jpeg","bytes":4}""");
        await uploadAsync(broken.Text("uploadUrl"), [1, 2, 3, 4]);
        await anna.FollowAsync($"/v1/images/{broken.Text("id")}/stream");
        Assert.Equal("failed", (await anna.AskAsync("GET", "/v1/images/" + broken.Text("id"))).Text("status"));
        return opened.Text("id");
    }

    // Once for the content, once for its headers alone, once to hear that it still holds.
    private static async Task ReadAsync(Visitor anna, string path)
    {
        var first = await anna.AskAsync("GET", path);
        Assert.Equal(200, first.Status);
        Assert.Equal((200, first.Tag), await HeadAsync(anna, path));
        Assert.Equal(304, (await anna.AskAsync("GET", path, null, ("If-None-Match", first.Tag!))).Status);
    }

    private static async Task<(int Status, string? Tag)> HeadAsync(Visitor anna, string path)
    {
        var head = await anna.AskAsync("HEAD", path);
        return (head.Status, head.Tag);
    }
}
