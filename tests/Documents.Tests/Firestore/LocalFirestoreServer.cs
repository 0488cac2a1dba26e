using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Shop.LocalCloud.Firestore;

namespace Shop.Documents.Tests.Firestore;

/// <summary>LocalCloud's Firestore on a free port, over a folder of its own.</summary>
internal sealed class LocalFirestoreServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private LocalFirestoreServer(WebApplication app, string folder) => (_app, _folder) = (app, folder);

    public string Host => new Uri(_app.Urls.Single()).Authority;

    public static async Task<LocalFirestoreServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("local-firestore-").FullName;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddLocalFirestore(new LocalFirestoreOptions(folder));
        var app = builder.Build();
        app.UseLocalFirestore();
        await app.StartAsync();
        return new LocalFirestoreServer(app, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
