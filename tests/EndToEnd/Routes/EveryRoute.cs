using System.Net.Http.Headers;
using Shop.EndToEnd.Identity;
using Xunit.Abstractions;

namespace Shop.EndToEnd.Routes;

/// <summary>
/// Every route of the description, and every answer that it declares and that can be provoked from outside. The client
/// holds each answer against the description: see <see cref="CheckedApi"/>.
/// </summary>
[Collection(SecuredTests.Name)]
public sealed class EveryRoute(SecuredSuite suite, ITestOutputHelper output)
{
    // A body that comes too slowly, a bug, and a deadline of half a minute: nothing that a request asks for.
    private static readonly int[] _notProvoked = [408, 500, 504];

    [Fact]
    public async Task EveryDeclaredAnswer_IsSeenAndIsAsDeclared()
    {
        var description = await suite.Api.DescriptionAsync(suite.ApiUrl);
        await using var lonely = await LonelyApi.StartAsync(suite);
        var (anna, boss) = (await AsAsync("anna"), await AsAsync("operator"));
        var scene = await Scene.SetAsync(anna, boss, UploadAsync);

        var refusals = new Refusals(description, scene);
        await refusals.ProvokeAsync(new Visitor(suite.Api, suite.ApiUrl, null), anna, boss);
        await refusals.FindNothingAsync(anna, boss);
        await refusals.MeetNobodyAsync(await AsAsync("anna", lonely.Url), await AsAsync("operator", lonely.Url));
        await refusals.HurryAsync(await AsAsync("operator", lonely.Url));

        output.WriteLine(suite.Api.Coverage.Table(description));
        Assert.True(refusals.Surprises.IsEmpty, string.Join("; ", refusals.Surprises));
        Assert.Empty(description.Operations.Where(operation => !operation.Answers.Keys.Any(
            status => status < 300 && suite.Api.Coverage.HasSeen(operation, status))).Select(operation => operation.Name));
        Assert.Empty(suite.Api.Coverage.Missing(description)
            .Where(pair => !_notProvoked.Contains(pair.Status))
            .Select(pair => $"{pair.Operation.Name} {pair.Status}"));
        Assert.Empty(suite.Api.Coverage.Faults);
    }

    private async Task<Visitor> AsAsync(string subject, Uri? url = null) =>
        new(suite.Api, url ?? suite.ApiUrl, await suite.TokenAsync(subject));

    private async Task UploadAsync(string url, byte[] photo)
    {
        using var body = new ByteArrayContent(photo) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } };
        using var response = await suite.Http.PutAsync(new Uri(url), body);
        response.EnsureSuccessStatusCode();
    }
}
