using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Google.Cloud.Storage.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Shop.Contracts;
using Shop.Documents;
using Shop.LocalCloud.Storage;
using Shop.ReadModels;
using Shop.Topology;

namespace Shop.Api.Tests.Images;

/// <summary>The API beside the local cloud's storage; requests go over HTTP from end to end.</summary>
internal sealed class ImageServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("api-images-").FullName;
    private readonly WebApplication _cloud;

    private ImageServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddLocalStorage(new LocalStorageOptions(
            _folder,
            new SuiteTopology([new BucketSpec("uploads"), new BucketSpec("variants")], [], [], []),
            ResourceNames.Local));
        _cloud = builder.Build();
        _cloud.UseLocalStorage();
    }

    public ApiServer Api { get; private set; } = null!;

    public StorageClient Storage { get; private set; } = null!;

    /// <param name="clock">Where the API's usual one will not do.</param>
    /// <param name="store">Likewise.</param>
    public static async Task<ImageServer> StartAsync(TimeProvider? clock = null, IDocumentStore? store = null)
    {
        var server = new ImageServer();
        await server._cloud.StartAsync();
        server.Storage = new StorageClientBuilder
        {
            BaseUri = server._cloud.Urls.Single() + "/storage/v1/",
            UnauthenticatedAccess = true,
        }.Build();
        server.Api = await ApiServer.StartAsync(services =>
        {
            services.Replace(ServiceDescriptor.Singleton(server.Storage));
            if (clock is not null)
            {
                services.Replace(ServiceDescriptor.Singleton(clock));
            }
            if (store is not null)
            {
                services.Replace(ServiceDescriptor.Singleton(store));
            }
        });
        return server;
    }

    public static string Request(string fileName, string contentType, long bytes) =>
        $$"""{"fileName":{{JsonSerializer.Serialize(fileName)}},"contentType":"{{contentType}}","bytes":{{bytes}}}""";

    public Task<Answer> OpenAsync(
        string fileName, string contentType, long bytes, params (string Name, string Value)[] headers) =>
        Api.SendAsync("POST", "/v1/images", Request(fileName, contentType, bytes), headers);

    /// <summary>Sends bytes to a session as a browser does, without any credentials.</summary>
    public Task<Answer> PutAsync(
        Answer opened, byte[] content, string? contentType = null, bool chunked = false)
    {
        var url = opened.Json.GetProperty("uploadUrl").GetString()!;
        var request = new HttpRequestMessage(HttpMethod.Put, url) { Content = new ByteArrayContent(content) };
        request.Headers.Add("Origin", "http://localhost:8080");
        request.Headers.TransferEncodingChunked = chunked;
        if (contentType is not null)
        {
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        }
        return Api.SendAsync(request);
    }

    public async Task<ImageVariant> WriteVariantAsync(string name, string content)
    {
        var written = await Storage.UploadObjectAsync(
            "variants", $"any/{name}.jpg", "image/jpeg", new MemoryStream(Encoding.UTF8.GetBytes(content)));
        return new ImageVariant(
            name, written.Name, written.Generation!.Value, "image/jpeg", 80, 60, content.Length);
    }

    /// <summary>Writes the read model as the function Views does.</summary>
    public async Task ShowAsync(ImageView view)
    {
        var name = ImageView.NameOf(view.Id);
        var known = (await Api.Store.GetManyAsync([name], CancellationToken.None))[0];
        var data = JsonSerializer.SerializeToElement(view, ReadModelsJson.Default.ImageView);
        await Api.Store.CommitAsync(
            [new DocumentWrite.Put(name, data, known.Version)], CancellationToken.None);
    }

    public ImageView Processed(Answer opened, params ImageVariant[] variants) => new(
        IdOf(opened), "uploads", opened.Json.GetProperty("objectName").GetString()!, 17,
        ImageStatus.Processed,
        new ImageSize("image/png", 5, 800, 600), variants, Api.Clock.GetUtcNow().AddSeconds(3), "variants",
        "aGFzaA==");

    public ImageView Failed(Answer opened) => new(
        IdOf(opened), "uploads", opened.Json.GetProperty("objectName").GetString()!, 17, ImageStatus.Failed,
        new ImageSize("image/jpeg", 5), [], Api.Clock.GetUtcNow().AddSeconds(3),
        Reason: ImageFailureReasons.Truncated, Message: "The file ends too early.");

    public Task StopStorageAsync() => _cloud.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        Storage.Dispose();
        await _cloud.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static ImageId IdOf(Answer opened) =>
        ImageId.TryParse(opened.Json.GetProperty("id").GetString(), out var id)
            ? id : throw new FormatException("The answer has no image id.");
}
