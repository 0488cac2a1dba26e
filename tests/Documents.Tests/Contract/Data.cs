using System.Text.Json;
using static Shop.Documents.Tests.Contract.Values;

namespace Shop.Documents.Tests.Contract;

public abstract partial class DocumentStoreContract
{
    public static TheoryData<string> Exact =>
    [
        "{}",
        """{"list":[],"map":{},"deep":{"list":[{},{"a":[]}]}}""",
        """{"max":9223372036854775807,"min":-9223372036854775808,"past53":9007199254740993,"zero":0}""",
        """{"one":1.0,"tenth":0.1,"large":1E+22,"small":5E-324,"whole":100000.0,"negative":-2.5}""",
        """{"yes":true,"no":false,"nothing":null,"list":[null,true,1,1.0,"x",{"a":null}]}""",
        """{"text":"é 😀 \u0000\u001f \" \\ / <&>' \u2028","empty":"","é.`a` b/😀":"name"}""",
    ];

    [SkippableTheory, MemberData(nameof(Exact))]
    public async Task Data_ComesBackAsItWas(string json)
    {
        var read = await Store.StoredAsync("a/1", json);

        Same(json, read.Data);
        // DeepEquals takes 1 and 1.0 for the same; a store must not.
        Assert.Equal(Numbers(Json(json)), Numbers(read.Data));
        Assert.Equal(CommitOutcome.Committed, await Store.CommitAsync(Replace(read, read.Data.GetRawText())));
        Assert.Equal(read.Version, (await Store.GetAsync("a/1")).Version);
    }

    [SkippableFact]
    public async Task DocumentAtItsLimits_ComesBackAsItWas()
    {
        var text = new string('x', 1_000_000);
        var deep = string.Concat(Enumerable.Repeat("""{"a":""", DocumentLimits.DepthMax)) + "1" + new string('}', DocumentLimits.DepthMax);
        var json = $$"""{"text":"{{text}}","deep":{{deep}},"{{new string('n', DocumentLimits.FieldNameBytesMax)}}":1}""";

        Same(json, (await Store.StoredAsync("a/" + new string('i', DocumentLimits.IdBytesMax), json)).Data);
    }

    [SkippableFact]
    public async Task ValueAtItsLimit_ComesBackAsItWas()
    {
        // A string counts one byte more than it has.
        var json = $$"""{"s":"{{new string('x', DocumentLimits.ValueBytesMax - 1)}}"}""";

        Same(json, (await Store.StoredAsync("a/1", json)).Data);
    }

    [SkippableFact]
    public async Task ExpiryTime_ComesBackBesideTheDataInMicroseconds()
    {
        var time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)).AddTicks(1234567);
        await Store.CommitAsync(new DocumentWrite.Put(Name("a/1"), Json("""{"n":1}"""), DocumentVersion.Absent, time));

        var read = await Store.GetAsync("a/1");

        Same("""{"n":1}""", read.Data);
        Assert.Equal(time.AddTicks(-7), read.ExpiresAt);
        await Store.CommitAsync(Replace(read, """{"n":1}"""));
        var kept = await Store.GetAsync("a/1");
        Assert.Null(kept.ExpiresAt); // a replacement replaces that too
        Assert.NotEqual(read.Version, kept.Version);
    }

    [SkippableFact]
    public async Task WhatTheStoreCannotHold_IsRefusedAndNothingIsStored()
    {
        foreach (var json in Unstorable.All)
        {
            await Assert.ThrowsAsync<ArgumentException>(() => Store.CommitAsync(Insert("a/ok"), Insert("a/1", json)));
        }
        Assert.False((await Store.GetAsync("a/ok")).Exists);
    }

    private static IEnumerable<string> Numbers(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject()
            .OrderBy(member => member.Name, StringComparer.Ordinal).SelectMany(member => Numbers(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Numbers),
        JsonValueKind.Number => [value.GetRawText()],
        _ => [],
    };
}
