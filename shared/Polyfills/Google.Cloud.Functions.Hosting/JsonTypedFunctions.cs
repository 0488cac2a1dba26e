using System.Text.Json;
using Google.Cloud.Functions.Framework;
using Microsoft.AspNetCore.Http;

namespace Google.Cloud.Functions.Hosting;

/// <summary>Reads the request of a typed function as JSON.</summary>
internal sealed class JsonRequestReader<TRequest> : IHttpRequestReader<TRequest>
{
    public async Task<TRequest> ReadRequestAsync(HttpRequest httpRequest) =>
        await JsonSerializer.DeserializeAsync<TRequest>(httpRequest.Body)
        ?? throw new InvalidDataException("The JSON of the request is null.");
}

/// <summary>Writes the response of a typed function as JSON, without naming a content type.</summary>
internal sealed class JsonResponseWriter<TResponse> : IHttpResponseWriter<TResponse>
{
    public Task WriteResponseAsync(HttpResponse httpResponse, TResponse functionResponse) =>
        JsonSerializer.SerializeAsync(httpResponse.Body, functionResponse);
}
