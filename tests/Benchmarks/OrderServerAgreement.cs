using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shop.EndToEnd;

namespace Shop.Benchmarks;

/// <summary>
/// That both do the same work, seen before it is measured: a lax or lazy peer would be no peer. One order leads to the
/// same message, but for ids, times and traces, and what one refuses the other refuses with the same status.
/// </summary>
internal static partial class OrderServerAgreement
{
    private const string Topic = "orders-of-check";

    private static readonly string[] _refused =
    [
        "", "[]", "{", """{"lines":[]}""", """{"lines":[{"sku":"mug"}]}""",
        """{"lines":[{"sku":"Mug","quantity":1}]}""", """{"lines":[{"sku":"mug","quantity":0}]}""",
        """{"lines":[{"sku":"mug","quantity":10001}]}""", """{"lines":[{"sku":"mug","quantity":1.0}]}""",
        """{"lines":[{"sku":"mug","quantity":"1"}]}""", """{"lines":[{"sku":"mug","quantity":1,"colour":"red"}]}""",
        """{"lines":[{"sku":"mug","quantity":6000},{"sku":"mug","quantity":6000}]}""",
        """{"lines":[{"sku":"mug","quantity":1}],"lines":[{"sku":"mug","quantity":2}]}""",
        """{"lines":[{"sku":"mug","quantity":1}],"callbackURL":"https://customer.example/"}""",
        """{"lines":[{"sku":"mug","quantity":1}],"callbackUrl":null}""",
        """{"lines":[{"sku":"mug","quantity":1}],"callbackUrl":"ftp://customer.example/"}""",
        """{"lines":[{"sku":"mug","quantity":1}],"callbackUrl":"https://user@customer.example/"}""",
        $$"""{"lines":[{{string.Join(',', Enumerable.Repeat("""{"sku":"mug","quantity":1}""", 101))}}]}""",
        $$"""{"lines":[{"sku":"{{new string('m', 65)}}","quantity":1}]}""",
        $$"""{"lines":[{"sku":"mug","quantity":1}],"callbackUrl":"https://c.example/{{new string('u', 2048)}}"}""",
        new string(' ', 64 * 1024) + OrderLoad.Body,
    ];

    // Spaces and order are no faults, and a line may be written twice.
    private static readonly string[] _accepted =
    [
        OrderLoad.Body,
        """{"callbackUrl": "http://c.example", "lines": [ {"quantity": 2, "sku": "b"}, {"sku":"a","quantity":1} ]}""",
        """{"lines":[{"sku":"mug","quantity":6000},{"sku":"mug","quantity":4000}]}""",
    ];

    /// <exception cref="InvalidDataException">They differ; the message says where.</exception>
    public static async Task VerifyAsync(RunningSuite suite, params OrderServer[] servers)
    {
        var topic = await Publication.CreateTopicAsync(suite, Topic);
        var watch = await suite.WatchAsync(Topic);
        var answers = new List<List<string>>();
        foreach (var server in servers)
        {
            await using var running = await server.StartAsync(topic);
            answers.Add(await AnswersAsync(suite, running, watch));
        }
        foreach (var (ours, theirs) in answers[0].Zip(answers[1]).Where(pair => pair.First != pair.Second))
        {
            throw new InvalidDataException($"{servers[0].Name}:\n{ours}\n{servers[1].Name}:\n{theirs}");
        }
    }

    private static async Task<List<string>> AnswersAsync(
        RunningSuite suite, RunningOrderServer server, TopicWatch watch)
    {
        var answers = new List<string>();
        foreach (var body in _refused)
        {
            var (status, _) = await PlaceAsync(suite, server, body);
            answers.Add($"{(int)status} for {body[..Math.Min(body.Length, 200)]}");
            Require(status is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError, answers[^1]);
        }
        foreach (var body in _accepted)
        {
            var (status, answer) = await PlaceAsync(suite, server, body);
            Require(status == HttpStatusCode.Accepted, $"{status} for {body}");
            var message = await watch.NextAsync();
            var attributes = message.Attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => $"{pair.Key}: {Anonymous(pair.Value)}");
            answers.Add(string.Join(
                '\n', [.. attributes, Canonical(Anonymous(message.Data)), Canonical(Anonymous(answer))]));
        }
        return answers;
    }

    private static async Task<(HttpStatusCode Status, string Answer)> PlaceAsync(
        RunningSuite suite, RunningOrderServer server, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await suite.Http.PostAsync(new Uri(server.Address, "v1/orders"), content);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    // Members in any order say the same.
    private static string Canonical(string json) => Sorted(JsonNode.Parse(json))!.ToJsonString();

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    // Their form must be the same, and they themselves may not.
    private static string Anonymous(string text)
    {
        text = Time().Replace(text, "(time)");
        text = Version7().Replace(text, "(id)");
        text = Trace().Replace(text, "(trace)");
        return Hash().Replace(text, "(hash)");
    }

    [GeneratedRegex("""[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}""")]
    private static partial Regex Version7();

    [GeneratedRegex("""\b00-[0-9a-f]{32}-[0-9a-f]{16}-01\b""")]
    private static partial Regex Trace();

    [GeneratedRegex("""\b[0-9a-f]{32}\b""")]
    private static partial Regex Hash();

    [GeneratedRegex("""20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,7})?(Z|\+00:00)""")]
    private static partial Regex Time();

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidDataException(otherwise);
        }
    }
}
