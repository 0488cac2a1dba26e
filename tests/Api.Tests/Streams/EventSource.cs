using System.Text;
using System.Text.Json;

namespace Shop.Api.Tests.Streams;

/// <summary>Reads a stream as a browser does, but sees comments too.</summary>
internal sealed class EventSource : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _reader;

    private EventSource(HttpResponseMessage response, Stream body) =>
        (_response, _reader) = (response, new StreamReader(body, Encoding.UTF8));

    public int Status => (int)_response.StatusCode;

    public string Header(string name) => string.Join(
        ", ", _response.Headers.Concat(_response.Content.Headers).Single(header => header.Key == name).Value);

    public static async Task<EventSource> OpenAsync(ApiServer api, string path, string? lastEventId = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "text/event-stream");
        if (lastEventId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        }
        var response = await api.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new EventSource(response, await response.Content.ReadAsStreamAsync());
    }

    /// <returns>Name, id and data; of what is no event, its text as the name; null at the end.</returns>
    public async Task<Told?> NextAsync()
    {
        var block = new List<string>();
        while (await _reader.ReadLineAsync() is { } line)
        {
            if (line.Length > 0)
            {
                block.Add(line);
                continue;
            }
            string? Field(string name) => block
                .Find(one => one.StartsWith(name + ": ", StringComparison.Ordinal))?[(name.Length + 2)..];
            return new Told(Field("event") ?? string.Join("\n", block), Field("id"), Field("data"));
        }
        Assert.Empty(block);
        return null;
    }

    public async Task<IReadOnlyList<Told>> NextAsync(int count)
    {
        var told = new List<Told>();
        while (told.Count < count)
        {
            told.Add(await NextAsync()
                ?? throw new EndOfStreamException($"The stream ended after: {string.Join(", ", told)}"));
        }
        return told;
    }

    public async Task<IReadOnlyList<Told>> ToEndAsync()
    {
        var told = new List<Told>();
        while (await NextAsync() is { } one)
        {
            told.Add(one);
        }
        return told;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _response.Dispose();
    }
}

/// <summary>One block of a stream.</summary>
internal sealed record Told(string Name, string? Id, string? Data)
{
    public string? Of(string member) => JsonElement.Parse(Data!).GetProperty(member).GetString();
}
