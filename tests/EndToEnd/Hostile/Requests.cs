using System.Text;

namespace Shop.EndToEnd.Hostile;

/// <summary>
/// Every request of a seed, each made from seed and number alone: one that failed can be sent again without those before
/// it.
/// </summary>
internal sealed class Requests(Scene scene, int seed)
{
    private const int MutationsMax = 4;

    // Each order becomes a dozen events in the suite behind, which cost more than a hundred requests that are refused.
    private const double PlacementShare = 0.02;

    public HostileRequest Number(int number)
    {
        var random = new Random(Mixed(seed, number));
        var draft = random.NextDouble() < PlacementShare ? Order(random) : Harmless(random);
        if (random.Next(10) > 0)
        {
            Authorize(draft, random);
        }
        for (var i = random.Next(MutationsMax + 1); i > 0; i--)
        {
            random.Any(Mutations.All)(draft, random);
        }
        return draft.Finish(random);
    }

    // A key is only looked at where all else is right.
    private Draft Order(Random random)
    {
        var draft = Post("/v1/orders", $$"""{"lines":[{"sku":"{{scene.Sku}}","quantity":1}]}""");
        if (random.Next(2) == 0)
        {
            draft.Headers.Add(("Idempotency-Key", random.Any(["\"unclosed", "\"a\"b\"", "\"\"", new string('k', 300)])));
        }
        return draft;
    }

    private Draft Harmless(Random random) => random.Next(24) switch
    {
        0 => Get("/v1/orders"),
        1 => Get("/v1/orders?pageSize=5&pageToken=AAAA"),
        2 => Get($"/v1/orders/{scene.Order}"),
        3 => Get($"/v1/orders/{scene.Order}/events"),
        4 => Get($"/v1/orders/{scene.Order}/stream"),
        5 => Post($"/v1/orders/019a9e3f-8a2b-7c3d-9e4f-0123456789ab/cancel", "{}"),
        6 => Get("/v1/inventory?pageSize=3"),
        7 => Get("/v1/inventory/" + scene.Sku),
        8 => Post($"/v1/inventory/{scene.Sku}/restock", """{"quantity":0}"""),
        9 or 10 => Post("/v1/images", """{"fileName":"cat.jpg","contentType":"image/jpeg","bytes":0}"""),
        11 => Get("/v1/images/" + scene.Image),
        12 => Get($"/v1/images/{scene.Image}/display"),
        13 => Get($"/v1/images/{scene.Image}/thumbnail"),
        14 => Get($"/v1/images/{scene.Image}/stream"),
        15 => Get(random.Any(["/", "/docs", "/console/page.css", "/console/api.js", "/console/icon.svg"])),
        16 => Get(random.Any(["/openapi/v1.json", "/problems", "/problems/not-found", "/healthz", "/health"])),
        17 => Get(random.Any(["*", "/nowhere", "http://other.example/v1/orders", "other.example:443", "//v1//orders", "/favicon.ico"])),
        18 => new Draft { Method = "GET", Target = "/", Raw = Noise(random) },
        _ => WithBody(random),
    };

    // What is refused for its body is most of what may go wrong.
    private Draft WithBody(Random random)
    {
        var draft = Post(random.Any(["/v1/orders", "/v1/images", $"/v1/inventory/{scene.Sku}/restock"]), "");
        draft.Body = random.Any(Words.Bodies);
        return draft;
    }

    private static Draft Get(string target) => new() { Method = "GET", Target = target };

    private static Draft Post(string target, string json)
    {
        var draft = new Draft { Method = "POST", Target = target, Body = Encoding.UTF8.GetBytes(json) };
        draft.Headers.Add(("Content-Type", "application/json"));
        return draft;
    }

    private void Authorize(Draft draft, Random random)
    {
        var token = scene.AnyToken(random);
        if (random.Next(8) == 0)
        {
            token = Mutations.Mutated(token, random);
        }
        draft.Headers.Add(("Authorization", "Bearer " + token));
    }

    private static byte[] Noise(Random random)
    {
        var noise = new byte[random.Next(2_000)];
        random.NextBytes(noise);
        return noise;
    }

    // Neighbouring seeds of Random give neighbouring first numbers; this is SplitMix64's finish.
    private static int Mixed(int seed, int number)
    {
        unchecked
        {
            var mixed = ((ulong)(uint)seed << 32) + (uint)number + 0x9e3779b97f4a7c15UL;
            mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebUL;
            return (int)(mixed ^ (mixed >> 31));
        }
    }
}
