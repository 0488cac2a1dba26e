namespace Shop.Documents.Tests.Differential;

/// <summary>What may come over the wire, legal and not.</summary>
public static class Wire
{
    public const string Fields = """
        {"n":{"integerValue":"1"},"m":{"mapValue":{"fields":{"a":{"nullValue":null},"b":{"booleanValue":true}}}}}
        """;

    public static TheoryData<string> Values =>
    [
        """{"nullValue":null}""", """{"nullValue":"NULL_VALUE"}""", """{"nullValue":"x"}""", "{}", "null", "5",
        """{"booleanValue":true}""", """{"booleanValue":"false"}""", """{"booleanValue":"x"}""",
        """{"integerValue":5}""", """{"integerValue":"05"}""", """{"integerValue":"1e3"}""", """{"integerValue":1.0}""",
        """{"integerValue":1.5}""", """{"integerValue":"x"}""", """{"integerValue":"9223372036854775807"}""",
        """{"integerValue":"9223372036854775808"}""", """{"integerValue":"-9223372036854775808"}""",
        """{"doubleValue":1}""", """{"doubleValue":"1.5"}""", """{"doubleValue":"NaN"}""", """{"doubleValue":"-Infinity"}""",
        """{"doubleValue":-0.0}""", """{"doubleValue":5e-324}""", """{"doubleValue":"x"}""",
        """{"timestampValue":"2026-01-02T03:04:05.1234567Z"}""", """{"timestampValue":"2026-01-02T03:04:05.12Z"}""",
        """{"timestampValue":"2026-01-02T03:04:05+02:00"}""", """{"timestampValue":"9999-12-31T23:59:59.999999999Z"}""",
        """{"timestampValue":"0001-01-01T00:00:00Z"}""", """{"timestampValue":"10000-01-01T00:00:00Z"}""", """{"timestampValue":"x"}""",
        """{"stringValue":"\u0000 é 😀"}""", """{"stringValue":null}""", """{"stringValue":"a","integerValue":"1"}""", """{"fooValue":1}""",
        """{"bytesValue":"aGk="}""", """{"bytesValue":"aGk"}""", """{"bytesValue":"-_8="}""", """{"bytesValue":"!"}""",
        """{"referenceValue":"projects/p/databases/(default)/documents/a/1"}""", """{"referenceValue":"x"}""",
        """{"geoPointValue":{"latitude":1,"longitude":2.5}}""", """{"geoPointValue":{}}""", """{"geoPointValue":{"latitude":91}}""",
        """{"arrayValue":{}}""", """{"arrayValue":{"values":[]}}""", """{"arrayValue":{"values":[{"arrayValue":{}}]}}""",
        """{"arrayValue":{"values":[{"mapValue":{"fields":{"x":{"arrayValue":{}}}}}]}}""", """{"arrayValue":{"values":[{}]}}""",
        """{"mapValue":{}}""", """{"mapValue":{"fields":{}}}""", """{"mapValue":{"fields":{"__x__":{"integerValue":"1"}}}}""",
        """{"mapValue":{"fields":{"":{"integerValue":"1"}}}}""", """{"arrayValue":null}""",
        Deep(20), Deep(21), Text(1_048_487), Text(1_048_488),
    ];

    public static TheoryData<string> FieldNames =>
        ["", "__x__", "____", "__", "_x", "a.b", "é`", new string('n', 1_500), new string('n', 1_501)];

    public static TheoryData<string> Names =>
    [
        "a/.", "a/..", "./1", "a/__x__", "__x__/1", "a/____", "a/_x_", "a", "a/b/c", "", "a//b", "a/1/", "/a/1", "a/é 😀",
        "a/" + new string('x', 1_500), "a/" + new string('x', 1_501),
    ];

    public static TheoryData<string, string, string?> Requests => new()
    {
        { "GET", "/l/0", null }, { "GET", "/l/none", null }, { "GET", "/l/0?mask.fieldPaths=n", null },
        { "GET", "/l/0?mask.fieldPaths=none", null }, { "GET", "/l/0?mask.fieldPaths=m.b", null },
        { "GET", "/l/0?mask.fieldPaths=n..", null }, { "GET", "/l/__x__", null }, { "GET", "/l/..", null },
        { "GET", "/l?pageSize=9", null }, { "GET", "/l?pageSize=9&mask.fieldPaths=n", null },
        { "GET", "/l?pageSize=9&showMissing=true", null }, { "GET", "/none", null }, { "GET", "/__x__", null },
        { "GET", "/l?pageSize=-1", null }, { "GET", "/l?pageToken=zzz", null }, { "GET", "/l/1/sub", null },
        { "POST", ":batchGet", "{}" }, { "POST", ":batchGet", """{"documents":["x"]}""" }, { "POST", ":batchGet", """{"foo":1}""" },
        { "POST", ":commit", "{}" }, { "POST", ":commit", "{bad" }, { "POST", ":commit", "[]" }, { "POST", ":commit", """{"writes":1}""" },
        { "POST", ":listCollectionIds", "{}" }, { "POST", "/l/1:listCollectionIds", "{}" }, { "POST", "/l/missing:listCollectionIds", "{}" },
        { "POST", "/l/none:listCollectionIds", "{}" }, { "POST", "/l:listCollectionIds", "{}" },
        { "POST", "/l?documentId=new", """{"fields":{"n":{"integerValue":"1"}}}""" }, { "POST", "/l?documentId=0", "{}" },
        { "POST", "/l?documentId=__x__", "{}" }, { "POST", "/l?documentId=a%2Fb", "{}" }, { "POST", "/l/0?documentId=x", "{}" },
        { "POST", "/l?documentId=new&mask.fieldPaths=n", """{"fields":{"n":{"integerValue":"1"},"m":{"nullValue":null}}}""" },
        { "PATCH", "/l/0", """{"fields":{"k":{"integerValue":"1"}}}""" }, { "PATCH", "/l/new", """{"fields":{"k":{"integerValue":"1"}}}""" },
        { "PATCH", "/l/0?updateMask.fieldPaths=n", """{"fields":{"n":{"integerValue":"7"},"z":{"integerValue":"7"}}}""" },
        { "PATCH", "/l/0?updateMask.fieldPaths=n", "{}" }, { "PATCH", "/l/0?updateMask.fieldPaths=m.a", "{}" },
        { "PATCH", "/l/0?updateMask.fieldPaths=k.j.i", """{"fields":{"k":{"mapValue":{"fields":{"j":{"mapValue":{"fields":{"i":{"integerValue":"1"}}}}}}}}}""" },
        { "PATCH", "/l/0?updateMask.fieldPaths=n.x", """{"fields":{"n":{"mapValue":{"fields":{"x":{"integerValue":"1"}}}}}}""" },
        { "PATCH", "/l/0?currentDocument.exists=false", "{}" }, { "PATCH", "/l/new?currentDocument.exists=true", "{}" },
        { "PATCH", "/l/0?currentDocument.updateTime=2020-01-01T00:00:00Z", "{}" }, { "PATCH", "/l", "{}" },
        { "DELETE", "/l/0", null }, { "DELETE", "/l/none", null }, { "DELETE", "/l/none?currentDocument.exists=true", null },
        { "DELETE", "/l/0?currentDocument.updateTime=2020-01-01T00:00:00Z", null }, { "DELETE", "/l", null },
    };

    private static string Deep(int levels) =>
        string.Concat(Enumerable.Repeat("""{"mapValue":{"fields":{"a":""", levels))
        + """{"integerValue":"1"}""" + string.Concat(Enumerable.Repeat("}}}", levels));

    private static string Text(int bytes) => $$"""{"stringValue":"{{new string('x', bytes)}}"}""";
}
