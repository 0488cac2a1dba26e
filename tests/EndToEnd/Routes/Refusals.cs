using Shop.OpenApi;

namespace Shop.EndToEnd.Routes;

/// <summary>Everything that can go wrong with a request, asked of every operation that declares it.</summary>
internal static class Refusals
{
    private const int BodyBytes = 70_000;
    private const int UriLetters = 5_000;
    private const int HeaderBytes = 18_000;

    /// <summary>What is refused for the request's own sake.</summary>
    public static async Task ProvokeAsync(
        ApiDescription description, Scene scene, Visitor nobody, Visitor anna, Visitor boss)
    {
        foreach (var operation in description.Operations)
        {
            var (method, path) = (operation.Method, scene.PathOf(operation.Path));
            var body = method == "POST" ? "{}" : null;
            await ExpectAsync(406, anna, operation, path, body, ("Accept", "application/x-nothing"));
            await ExpectAsync(414, anna, operation, path + "?x=" + new string('x', UriLetters), body);
            await ExpectAsync(431, anna, operation, path, body, ("X-Long", new string('x', HeaderBytes)));
            await ExpectAsync(401, nobody, operation, path, body);
            await ExpectAsync(403, anna, operation, path, """{"quantity":1}""");
            if (method == "POST")
            {
                await ExpectAsync(400, boss, operation, path, "{");
                await ExpectAsync(400, boss, operation, path, ValidBody(path), ("Idempotency-Key", "\"\""));
                await ExpectAsync(413, boss, operation, path, $"{{\"x\":\"{new string('x', BodyBytes)}\"}}");
                await ExpectAsync(415, boss, operation, path, "{}", ("Content-Type", "text/plain"));
                await ExpectAsync(422, boss, operation, path, """{"nonsense":1}""");
            }
            else
            {
                await ExpectAsync(400, anna, operation, path + "?pageSize=0", null);
                await ExpectAsync(400, anna, operation, path + "?pageToken=nonsense", null);
            }
            // No operation, but as an answer a problem like any other.
            Assert.Equal(405, (await anna.AskAsync("DELETE", path)).Status);
        }
        var key = ("Idempotency-Key", "\"contract-key\"");
        await boss.AskAsync("POST", $"/v1/inventory/{scene.Sku}/restock", """{"quantity":1}""", key);
        Assert.Equal(422, (await boss.AskAsync("POST", $"/v1/inventory/{scene.Sku}/restock", """{"quantity":2}""", key)).Status);
    }

    /// <summary>What is not there, or is somebody else's.</summary>
    public static async Task FindNothingAsync(Visitor anna, Visitor boss)
    {
        const string NoOrder = "/v1/orders/00000000-0000-7000-8000-000000000000";
        const string NoImage = "/v1/images/00000000000000000000000000000000";
        foreach (var path in (string[])
            [NoOrder, NoOrder + "/events", NoOrder + "/stream", NoImage, NoImage + "/display", NoImage + "/stream", "/v1/inventory/none", "/v1/nothing"])
        {
            Assert.Equal(404, (await anna.AskAsync("GET", path)).Status);
        }
        Assert.Equal(404, (await anna.AskAsync("POST", NoOrder + "/cancel")).Status);
        Assert.Equal(404, (await boss.AskAsync("POST", "/v1/inventory/No%20SKU/restock", """{"quantity":1}""")).Status);
    }

    /// <summary>Nothing that the API needs answers.</summary>
    public static async Task MeetNobodyAsync(ApiDescription description, Scene scene, Visitor anna, Visitor boss) =>
        await Task.WhenAll(description.Operations.Where(operation => operation.Answers.ContainsKey(503)).Select(operation =>
        {
            var path = scene.PathOf(operation.Path);
            var who = operation.Answers.ContainsKey(403) ? boss : anna;
            return ExpectAsync(503, who, operation, path, operation.Method == "POST" ? ValidBody(path) : null);
        }));

    /// <summary>More than the limit lets through; what passes is refused for something else, and does nothing.</summary>
    public static async Task HurryAsync(ApiDescription description, Scene scene, Visitor somebody)
    {
        foreach (var operation in description.Operations.Where(operation => operation.Answers.ContainsKey(429)))
        {
            int status;
            do
            {
                status = (await somebody.AskAsync(
                    operation.Method, scene.PathOf(operation.Path), operation.Method == "POST" ? "{" : null,
                    ("Accept", "application/x-nothing"))).Status;
            }
            while (status == 406);
            Assert.Equal(429, status);
        }
    }

    private static string ValidBody(string path) =>
        path.EndsWith("/cancel", StringComparison.Ordinal) ? "{}"
        : path.EndsWith("/restock", StringComparison.Ordinal) ? """{"quantity":1}"""
        : path == "/v1/images" ? """{"fileName":"a.jpg","contentType":"image/jpeg","bytes":9}"""
        : """{"lines":[{"sku":"contract-mug","quantity":1}]}""";

    private static async Task ExpectAsync(
        int status, Visitor who, Operation operation, string path, string? body, params (string Name, string Value)[] headers)
    {
        if (operation.Answers.ContainsKey(status))
        {
            var visit = await who.AskAsync(operation.Method, path, body, headers);
            Assert.True(visit.Status == status, $"{operation.Name} answers {visit.Status} instead of {status}");
        }
    }
}
