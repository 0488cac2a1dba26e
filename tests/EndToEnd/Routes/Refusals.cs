using System.Collections.Concurrent;
using Shop.OpenApi;

namespace Shop.EndToEnd.Routes;

/// <summary>Everything that can go wrong with a request, asked of every operation that declares it.</summary>
internal sealed class Refusals(ApiDescription description, Scene scene)
{
    private const int HurriedAtOnce = 3;

    private const int BodyBytes = 70_000;
    private const int UriLetters = 5_000;
    private const int HeaderBytes = 18_000;

    /// <summary>Answers of another status than the one that was provoked.</summary>
    public ConcurrentQueue<string> Surprises { get; } = [];

    /// <summary>What is refused for the request's own sake.</summary>
    public async Task ProvokeAsync(Visitor nobody, Visitor anna, Visitor boss)
    {
        foreach (var operation in description.Operations)
        {
            var (method, path) = (operation.Method, scene.PathOf(operation.Path));
            var body = method == "POST" ? "{}" : null;
            var who = operation.Answers.ContainsKey(403) ? boss : anna;
            await ExpectAsync(406, who, operation, path, body, ("Accept", "application/x-nothing"));
            await ExpectAsync(414, who, operation, path + "?x=" + new string('x', UriLetters), body);
            await ExpectAsync(431, who, operation, path, body, ("X-Long", new string('x', HeaderBytes)));
            await ExpectAsync(401, nobody, operation, path, body);
            await ExpectAsync(403, anna, operation, path, """{"quantity":1}""");
            if (method == "POST")
            {
                await ExpectAsync(400, who, operation, path, "{");
                await ExpectAsync(400, who, operation, path, ValidBody(path), ("Idempotency-Key", "\"\""));
                await ExpectAsync(413, who, operation, path, $"{{\"x\":\"{new string('x', BodyBytes)}\"}}");
                await ExpectAsync(415, who, operation, path, "{}", ("Content-Type", "text/plain"));
                await ExpectAsync(422, who, operation, path, """{"nonsense":1}""");
            }
            else
            {
                await ExpectAsync(400, anna, operation, path + "?pageSize=0", null);
                await ExpectAsync(400, anna, operation, path + "?pageToken=nonsense", null);
            }
            // No operation, but as an answer a problem like any other.
            Expect(405, await anna.AskAsync("DELETE", path), "DELETE " + operation.Path);
        }
        var key = ("Idempotency-Key", "\"contract-key\"");
        await boss.AskAsync("POST", $"/v1/inventory/{scene.Sku}/restock", """{"quantity":1}""", key);
        Expect(422, await boss.AskAsync("POST", $"/v1/inventory/{scene.Sku}/restock", """{"quantity":2}""", key), "another body");
    }

    /// <summary>What is not there, or is somebody else's.</summary>
    public async Task FindNothingAsync(Visitor anna, Visitor boss)
    {
        const string NoOrder = "/v1/orders/00000000-0000-7000-8000-000000000000";
        const string NoImage = "/v1/images/00000000000000000000000000000000";
        foreach (var path in (string[])
            [
                NoOrder, NoOrder + "/events", NoOrder + "/stream", NoImage, NoImage + "/display", NoImage + "/stream",
                "/v1/inventory/none", "/v1/nothing",
            ])
        {
            Expect(404, await anna.AskAsync("GET", path), path);
        }
        Expect(404, await anna.AskAsync("POST", NoOrder + "/cancel"), "cancel");
        Expect(404, await boss.AskAsync("POST", "/v1/inventory/No%20SKU/restock", """{"quantity":1}"""), "restock");
    }

    /// <summary>Nothing that the API needs answers.</summary>
    public async Task MeetNobodyAsync(Visitor anna, Visitor boss) =>
        await Task.WhenAll(description.Operations.Where(operation => operation.Answers.ContainsKey(503)).Select(operation =>
        {
            var path = scene.PathOf(operation.Path);
            var who = operation.Answers.ContainsKey(403) ? boss : anna;
            return ExpectAsync(503, who, operation, path, operation.Method == "POST" ? ValidBody(path) : null);
        }));

    /// <summary>More than the limit lets through; what passes is refused for something else, and does nothing.</summary>
    public async Task HurryAsync(Visitor somebody)
    {
        foreach (var operation in description.Operations.Where(operation => operation.Answers.ContainsKey(429)))
        {
            int[] statuses;
            do
            {
                statuses = await Task.WhenAll(Enumerable.Range(0, HurriedAtOnce).Select(async _ => (await somebody.AskAsync(
                    operation.Method, scene.PathOf(operation.Path), operation.Method == "POST" ? "{" : null,
                    ("Accept", "application/x-nothing"))).Status));
            }
            while (!statuses.Contains(429));
        }
    }

    private static string ValidBody(string path) =>
        path.EndsWith("/cancel", StringComparison.Ordinal) ? "{}"
        : path.EndsWith("/restock", StringComparison.Ordinal) ? """{"quantity":1}"""
        : path == "/v1/images" ? """{"fileName":"a.jpg","contentType":"image/jpeg","bytes":9}"""
        : """{"lines":[{"sku":"contract-mug","quantity":1}]}""";

    private async Task ExpectAsync(
        int status, Visitor who, Operation operation, string path, string? body, params (string Name, string Value)[] headers)
    {
        if (operation.Answers.ContainsKey(status))
        {
            Expect(status, await who.AskAsync(operation.Method, path, body, headers), operation.Name);
        }
    }

    private void Expect(int status, Visit visit, string what)
    {
        if (visit.Status != status)
        {
            Surprises.Enqueue($"{what} answers {visit.Status} instead of {status}");
        }
    }
}
