using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.DependencyInjection;

namespace Shop.Api.Http;

/// <summary>
/// Ends requests that take too long, with 504. An endpoint that waits on purpose says for how long with
/// <c>WithRequestTimeout</c>, and one that streams says <c>DisableRequestTimeout</c>.
/// </summary>
internal static class RequestDeadlines
{
    // Reads are answered within milliseconds, or after the retries of the document store.
    private static readonly TimeSpan _default = TimeSpan.FromSeconds(30);

    public static void Add(IServiceCollection services) => services.AddRequestTimeouts(
        timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy { Timeout = _default });
}
