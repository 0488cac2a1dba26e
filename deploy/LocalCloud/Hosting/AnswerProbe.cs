namespace Shop.LocalCloud.Hosting;

/// <summary>Finds out whether a function answers HTTP requests, without calling it.</summary>
internal sealed class AnswerProbe(TimeProvider clock) : IDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    // A function that takes longer to say 404 is not ready to be sent an event.
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2);

    private readonly HttpClient _http = new(
        new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
    {
        Timeout = AnswerWithin,
    };

    public void Dispose() => _http.Dispose();

    public async Task UntilAnswersAsync(Uri address, CancellationToken cancellationToken)
    {
        while (!await AnswersAsync(address, cancellationToken))
        {
            await Task.Delay(Interval, clock, cancellationToken);
        }
    }

    public async Task<bool> AnswersAsync(Uri address, CancellationToken cancellationToken)
    {
        // The Functions Framework answers this path with 404 by itself: the function is not run.
        var path = new Uri(address, "/robots.txt");
        try
        {
            using var response = await _http.GetAsync(
                path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
