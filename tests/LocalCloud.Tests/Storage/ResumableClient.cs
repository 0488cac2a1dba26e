using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Shop.LocalCloud.Tests.Storage;

/// <summary>The steps of a resumable upload of <see cref="Content"/>.</summary>
internal static class ResumableClient
{
    public const int Block = 256 * 1024;

    public static byte[] Content { get; } = RandomNumberGenerator.GetBytes((3 * Block) + 1000);

    public static async Task<string> StartAsync(
        StorageServer server, string name, string resource = "", string query = "",
        string? contentType = null, long? length = null)
    {
        using var response = await PostStartAsync(server, name, resource, query, contentType, length);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var location = response.Headers.Location!;
        Assert.Contains("upload_id=", location.Query, StringComparison.Ordinal);
        return location.PathAndQuery;
    }

    public static Task<HttpResponseMessage> PostStartAsync(
        StorageServer server, string name, string resource, string query, string? contentType, long? length)
    {
        var request = new HttpRequestMessage(
            HttpMethod.Post, $"/upload/storage/v1/b/uploads/o?uploadType=resumable&name={name}{query}")
        {
            Content = new StringContent(resource, Encoding.UTF8, "application/json"),
        };
        if (contentType is not null)
        {
            request.Headers.Add("X-Upload-Content-Type", contentType);
        }
        if (length is not null)
        {
            request.Headers.Add("X-Upload-Content-Length", length.ToString());
        }
        return server.Client.SendAsync(request);
    }

    public static async Task<string?> PutChunkAsync(
        StorageServer server, string session, int start, int length)
    {
        using var response = await PutAsync(
            server, session, Content[start..(start + length)],
            $"bytes {start}-{start + length - 1}/{Content.Length}");
        Assert.Equal(308, (int)response.StatusCode);
        return response.Headers.TryGetValues("Range", out var values) ? values.Single() : null;
    }

    public static async Task<JsonObject> PutLastAsync(StorageServer server, string session, int start)
    {
        using var response = await PutAsync(
            server, session, Content[start..], $"bytes {start}-{Content.Length - 1}/{Content.Length}");
        return await StorageServer.ReadAsync(response, HttpStatusCode.OK);
    }

    public static async Task<string?> AskAsync(StorageServer server, string session)
    {
        using var response = await PutAsync(server, session, [], $"bytes */{Content.Length}");
        Assert.Equal(308, (int)response.StatusCode);
        return response.Headers.TryGetValues("Range", out var values) ? values.Single() : null;
    }

    public static Task<HttpResponseMessage> PutAsync(
        StorageServer server, string session, byte[] bytes, string? range)
    {
        var content = new ByteArrayContent(bytes);
        if (range is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Range", range);
        }
        return server.Client.PutAsync(session, content);
    }

    public static async Task<byte[]> DownloadAsync(StorageServer server, string name) =>
        await server.Client.GetByteArrayAsync(StorageServer.ObjectPath(name) + "?alt=media");

    /// <summary>Announces everything, sends a part, and waits until that is on disk.</summary>
    /// <returns>The connection, which is still open.</returns>
    public static async Task<TcpClient> SendPartAsync(
        StorageServer server, string session, int announced, int sent)
    {
        var address = new Uri(server.Origin);
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"PUT {session} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Length: {announced}\r\n"
            + $"Content-Range: bytes 0-{announced - 1}/{announced}\r\n\r\n"));
        await stream.WriteAsync(Content.AsMemory(0, sent));
        var folder = Path.Combine(server.Folder, "storage", "uploads");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Directory.EnumerateFiles(folder, "*.bytes").All(file => new FileInfo(file).Length < Block))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
        return client;
    }
}
