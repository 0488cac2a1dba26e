using Google.Apis.Http;
using Google.Apis.Storage.v1;

namespace Google.Cloud.Storage.V1;

/// <summary>Waits between the attempts of one request; the message handler bounds their number.</summary>
internal sealed class RetryHandler(RetryOptions options) : IHttpUnsuccessfulResponseHandler
{
    public async Task<bool> HandleResponseAsync(HandleUnsuccessfulResponseArgs args)
    {
        var status = (int)args.Response.StatusCode;
        if (!args.SupportsRetry || !options.Predicate.ShouldRetry(status)) return false;

        await Task.Delay(options.Timing.GetDelay(args.CurrentFailedTry), args.CancellationToken);
        return true;
    }

    internal static void Mark<TResponse>(
        StorageBaseServiceRequest<TResponse> request, RetryOptions asked, RetryOptions byDefault)
    {
        var options = asked ?? byDefault;
        if (options.Predicate == RetryPredicate.Never) return;

        request.AddExecuteInterceptor(InvocationInterceptor.Instance);
        request.AddUnsuccessfulResponseHandler(new RetryHandler(options));
    }
}
