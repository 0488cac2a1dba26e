using Microsoft.AspNetCore.Http;

namespace Google.Cloud.Functions.Framework;

/// <summary>A function from a request object to a response object.</summary>
public interface ITypedFunction<TRequest, TResponse>
{
    Task<TResponse> HandleAsync(TRequest request, CancellationToken cancellationToken);
}

/// <summary>Reads the request object of a typed function.</summary>
public interface IHttpRequestReader<TRequest>
{
    Task<TRequest> ReadRequestAsync(HttpRequest httpRequest);
}

/// <summary>Writes the response object of a typed function.</summary>
public interface IHttpResponseWriter<TResponse>
{
    Task WriteResponseAsync(HttpResponse httpResponse, TResponse functionResponse);
}
