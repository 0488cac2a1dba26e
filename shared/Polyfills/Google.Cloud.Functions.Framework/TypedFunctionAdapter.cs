using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Framework;

/// <summary>
/// Makes a typed function answer HTTP requests: 400 if the request, 500 if the response is at fault.
/// </summary>
public sealed class TypedFunctionAdapter<TRequest, TResult> : IHttpFunction
{
    private readonly ITypedFunction<TRequest, TResult> _function;
    private readonly IHttpRequestReader<TRequest> _reader;
    private readonly IHttpResponseWriter<TResult> _writer;
    private readonly ILogger _logger;

    public TypedFunctionAdapter(
        ITypedFunction<TRequest, TResult> function,
        IHttpRequestReader<TRequest> requestReader,
        IHttpResponseWriter<TResult> responseWriter,
        ILogger<TypedFunctionAdapter<TRequest, TResult>> logger)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(requestReader);
        ArgumentNullException.ThrowIfNull(responseWriter);
        ArgumentNullException.ThrowIfNull(logger);
        (_function, _reader, _writer, _logger) = (function, requestReader, responseWriter, logger);
    }

    public async Task HandleAsync(HttpContext context)
    {
        TRequest request;
        try
        {
            request = await _reader.ReadRequestAsync(context.Request);
        }
        catch (Exception e)
        {
            context.Response.Refuse(_logger, e, withTrace: true);
            return;
        }
        var result = await _function.HandleAsync(request, context.RequestAborted);
        try
        {
            await _writer.WriteResponseAsync(context.Response, result);
        }
        catch (Exception e)
        {
            _logger.LogMessage(LogLevel.Error, e.Message, e);
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }
}
