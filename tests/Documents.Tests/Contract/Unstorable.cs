namespace Shop.Documents.Tests.Contract;

/// <summary>JSON that Firestore has no place for.</summary>
internal static class Unstorable
{
    public static IReadOnlyList<string> All { get; } =
    [
        "[]", "1", "null",
        """{"a":[[]]}""", """{"a":[1,[2]]}""", """{"a":[{"b":[[1]]}]}""",
        """{"n":9223372036854775808}""", """{"n":-9223372036854775809}""", """{"n":1e999}""",
        """{"":1}""", """{"__x__":1}""", """{"a":{"__x__":1}}""", """{"expiresAt":1}""", """{"a":1,"a":2}""",
        """{"a":"\ud800"}""", """{"\ud800":1}""",
        "{\"" + new string('n', DocumentLimits.FieldNameBytesMax + 1) + "\":1}",
        string.Concat(Enumerable.Repeat("""{"a":""", DocumentLimits.DepthMax + 2)) + "1" + new string('}', DocumentLimits.DepthMax + 2),
    ];
}
