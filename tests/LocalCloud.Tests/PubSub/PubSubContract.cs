using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Shop.LocalCloud.Tests.PubSub;

/// <summary>
/// What the local cloud and Google's emulator must do alike. Each test has a project of its own, so that
/// tests of one server do not see each other.
/// </summary>
public abstract partial class PubSubContract : IDisposable
{
    private const string Orders = """{"name": "projects/PROJECT/topics/orders"}""";

    private static int s_projects;

    private readonly HttpClient _http = new();
    private string _project = "";

    protected abstract string Host { get; }

    public void Dispose()
    {
        _http.Dispose();
        GC.SuppressFinalize(this);
    }

    [SkippableFact]
    public async Task Topic_IsCreatedShownListedAndDeleted()
    {
        In("topics");

        await ExpectAsync("PUT", "topics/orders", "{}", 200, Orders);
        await ExpectAsync("GET", "topics/orders", null, 200, Orders);
        await ExpectAsync("GET", "topics", null, 200, $$"""{"topics": [{{Orders}}]}""");
        await RefusedAsync("PUT", "topics/orders", "{}", 409, "ALREADY_EXISTS");
        await ExpectAsync("DELETE", "topics/orders", null, 200, "{}");
        await RefusedAsync("GET", "topics/orders", null, 404, "NOT_FOUND");
    }

    [SkippableFact]
    public async Task Settings_AreEchoedAndCompleted()
    {
        await WithTopicAsync("settings");

        await ExpectAsync(
            "PUT", "subscriptions/push", """
            {
              "topic": "projects/PROJECT/topics/orders", "labels": {"a": "b"},
              "pushConfig": {
                "pushEndpoint": "http://127.0.0.1:9/", "attributes": {"x-goog-version": "v1"},
                "oidcToken": {"serviceAccountEmail": "a@b.c"}, "noWrapper": {"writeMetadata": true}
              },
              "deadLetterPolicy": {"deadLetterTopic": "projects/PROJECT/topics/orders"},
              "retryPolicy": {"minimumBackoff": "1s"}
            }
            """,
            200, """
            {
              "name": "projects/PROJECT/subscriptions/push", "topic": "projects/PROJECT/topics/orders",
              "pushConfig": {
                "pushEndpoint": "http://127.0.0.1:9/", "attributes": {"x-goog-version": "v1"},
                "oidcToken": {"serviceAccountEmail": "a@b.c"}, "noWrapper": {"writeMetadata": true}
              },
              "ackDeadlineSeconds": 10, "messageRetentionDuration": "604800s", "labels": {"a": "b"},
              "deadLetterPolicy": {
                "deadLetterTopic": "projects/PROJECT/topics/orders", "maxDeliveryAttempts": 5
              },
              "retryPolicy": {"minimumBackoff": "1s", "maximumBackoff": "600s"}
            }
            """);
    }

    [SkippableTheory]
    [InlineData("""{"ackDeadlineSeconds": 601}""", 400)]
    [InlineData("""{"pushConfig": {"pushEndpoint": "nowhere"}}""", 400)]
    [InlineData("""{"retryPolicy": {"minimumBackoff": "601s"}}""", 400)]
    [InlineData("""{"retryPolicy": {"minimumBackoff": "70s", "maximumBackoff": "60s"}}""", 400)]
    [InlineData("""{"messageRetentionDuration": "599s"}""", 400)]
    [InlineData("""{"messageRetentionDuration": "2678401s"}""", 400)]
    [InlineData("""
        {"deadLetterPolicy": {"deadLetterTopic": "projects/PROJECT/topics/orders", "maxDeliveryAttempts": 4}}
        """, 400)]
    [InlineData("""
        {
          "deadLetterPolicy": {"deadLetterTopic": "projects/PROJECT/topics/orders", "maxDeliveryAttempts": 101}
        }
        """, 400)]
    [InlineData("""{"deadLetterPolicy": {"deadLetterTopic": "projects/PROJECT/topics/none"}}""", 404)]
    [InlineData("""{"topic": "projects/PROJECT/topics/none"}""", 404)]
    public async Task SettingOutOfRange_IsRefused(string json, int expected)
    {
        await WithTopicAsync("refused");
        var settings = JsonNode.Parse(json)!;
        settings["topic"] ??= "projects/PROJECT/topics/orders";

        var (code, answer) = await SendAsync("PUT", "subscriptions/watch", settings.ToJsonString());

        Assert.True(code == expected, answer.ToJsonString());
        Assert.Equal(404, (await SendAsync("GET", "subscriptions/watch", null)).Code);
    }

    [SkippableTheory]
    [InlineData("ackDeadlineSeconds")]
    [InlineData("ack_deadline_seconds")]
    public async Task Update_ChangesWhatTheMaskNames(string mask)
    {
        await WithTopicAsync("updates");
        await CreateAsync("watch", "");

        var (code, updated) = await SendAsync("PATCH", "subscriptions/watch", $$"""
            {
              "subscription": {
                "name": "projects/PROJECT/subscriptions/watch", "ackDeadlineSeconds": 20, "labels": {"a": "b"}
              },
              "updateMask": "{{mask}}"
            }
            """);

        Assert.True(code == 200, updated.ToJsonString());
        Assert.Equal(20, updated["ackDeadlineSeconds"]!.GetValue<int>());
        Assert.Null(updated["labels"]);
        var (_, shown) = await SendAsync("GET", "subscriptions/watch", null);
        Assert.True(JsonNode.DeepEquals(updated, shown));
    }

    [SkippableTheory]
    [InlineData("", 400)]
    [InlineData(""", "updateMask": "topic" """, 400)]
    [InlineData(""", "updateMask": "nonsense" """, 400)]
    public async Task UpdateOfNothingThatCanChange_IsRefused(string mask, int expected)
    {
        await WithTopicAsync("masks");
        await CreateAsync("watch", "");

        var (code, answer) = await SendAsync("PATCH", "subscriptions/watch", $$"""
            {"subscription": {"name": "projects/PROJECT/subscriptions/watch"}{{mask}}}
            """);

        Assert.True(code == expected, answer.ToJsonString());
    }

    [SkippableFact]
    public async Task PublishedMessage_IsPulledUntilAcknowledged()
    {
        await WithTopicAsync("pulls");
        await CreateAsync("watch", "");
        var id = await PublishAsync("""{"data": "aGVsbG8=", "attributes": {"a": "ü"}}""");

        var (_, pulled) = await SendAsync("POST", "subscriptions/watch:pull", """{"maxMessages": 5}""");
        var received = Assert.Single(pulled["receivedMessages"]!.AsArray())!;
        await ExpectAsync(
            "POST", "subscriptions/watch:modifyAckDeadline",
            $$"""{"ackIds": ["{{received["ackId"]}}"], "ackDeadlineSeconds": 0}""", 200, "{}");
        var (_, again) = await SendAsync("POST", "subscriptions/watch:pull", """{"maxMessages": 5}""");
        var ackId = Assert.Single(again["receivedMessages"]!.AsArray())!["ackId"]!;
        await ExpectAsync(
            "POST", "subscriptions/watch:acknowledge", $$"""{"ackIds": ["{{ackId}}"]}""", 200, "{}");

        Assert.Equal(id, received["message"]!["messageId"]!.GetValue<string>());
        Assert.Equal("aGVsbG8=", received["message"]!["data"]!.GetValue<string>());
        Assert.Equal("ü", received["message"]!["attributes"]!["a"]!.GetValue<string>());
    }

    private void In(string project) => _project = $"{project}-{Interlocked.Increment(ref s_projects)}";

    private async Task WithTopicAsync(string project)
    {
        In(project);
        Assert.Equal(200, (await SendAsync("PUT", "topics/orders", "{}")).Code);
    }

    private async Task CreateAsync(string id, string more)
    {
        var (code, answer) = await SendAsync(
            "PUT", "subscriptions/" + id, $$"""{"topic": "projects/PROJECT/topics/orders"{{more}}}""");
        Assert.True(code == 200, answer.ToJsonString());
    }

    private async Task<string> PublishAsync(string message)
    {
        var (code, answer) =
            await SendAsync("POST", "topics/orders:publish", $$"""{"messages": [{{message}}]}""");
        Assert.True(code == 200, answer.ToJsonString());
        return Assert.Single(answer["messageIds"]!.AsArray())!.GetValue<string>();
    }

    private async Task ExpectAsync(string verb, string path, string? json, int code, string expected)
    {
        var (given, answer) = await SendAsync(verb, path, json);
        Assert.True(given == code, answer.ToJsonString());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Named(expected)), answer), answer.ToJsonString());
    }

    private async Task RefusedAsync(string verb, string path, string? json, int code, string status)
    {
        var (given, answer) = await SendAsync(verb, path, json);
        Assert.Equal((code, status), (given, answer["error"]!["status"]!.GetValue<string>()));
        Assert.Equal(code, answer["error"]!["code"]!.GetValue<int>());
        Assert.NotEmpty(answer["error"]!["message"]!.GetValue<string>());
    }

    private string Named(string text) => text.Replace("PROJECT", _project, StringComparison.Ordinal);

    private async Task<(int Code, JsonNode Body)> SendAsync(string verb, string path, string? json)
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(verb), $"http://{Host}/v1/projects/{_project}/{path}");
        if (json is not null)
        {
            request.Content = new StringContent(Named(json), null, "application/json");
        }
        using var response = await _http.SendAsync(request);
        return ((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonNode>())!);
    }
}
