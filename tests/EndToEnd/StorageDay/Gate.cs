using System.Net;
using System.Net.Sockets;

namespace Shop.EndToEnd.StorageDay;

/// <summary>
/// Stands between a client and the cloud, and holds the client's bytes up after so many: then the upload is
/// certainly half-way, and the test can kill either side.
/// </summary>
internal sealed class Gate : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _target;
    private readonly long _limit;
    private long _passed;

    public Gate(int target, long limit)
    {
        (_target, _limit) = (target, limit);
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Origin => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Completed when a client is held up.</summary>
    public Task Reached => _reached.Task.WaitAsync(ClientProcess.Bound);

    /// <summary>How many bytes clients have sent on to the cloud.</summary>
    public long Passed => Interlocked.Read(ref _passed);

    public void Open() => _opened.TrySetResult();

    public void Dispose()
    {
        _stop.Cancel();
        _opened.TrySetResult();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _target);
                var (near, far) = (client.GetStream(), server.GetStream());
                await Task.WhenAny(SendAsync(near, far), far.CopyToAsync(near));
            }
            catch (Exception fault) when (fault is SocketException or IOException or InvalidOperationException)
            {
                // One side is gone; closing the other tells it so.
            }
        }
    }

    private async Task SendAsync(NetworkStream near, NetworkStream far)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await near.ReadAsync(buffer)) > 0)
        {
            if (Passed + read > _limit && !_opened.Task.IsCompleted)
            {
                _reached.TrySetResult();
                await _opened.Task;
            }
            await far.WriteAsync(buffer.AsMemory(0, read));
            Interlocked.Add(ref _passed, read);
        }
    }
}
