using Microsoft.Extensions.DependencyInjection.Extensions;
using Shop.LocalCloud.Firestore.Http;

namespace Shop.LocalCloud.Firestore;

/// <summary>What the local Firestore needs to know.</summary>
/// <param name="DataFolder">Everything lies below it, in <c>firestore</c>. One process owns it.</param>
public sealed record LocalFirestoreOptions(string DataFolder);

/// <summary>
/// Puts a local Firestore, the part of its REST API that the suite uses, into a web host:
/// <code>
/// builder.Services.AddLocalFirestore(new LocalFirestoreOptions(dataFolder));
/// var app = builder.Build();
/// app.UseLocalFirestore();   // before the endpoints; passes on everything that is not Firestore
/// </code>
/// Clients get <c>FIRESTORE_EMULATOR_HOST</c> = host and port of that web host, which must be Kestrel. Documents
/// are held in memory, so they must fit there, and in a log on the disk: what was acknowledged survives
/// <c>kill -9</c>. The store opens when the host starts; a damaged log fails that start.
/// </summary>
public static class LocalFirestore
{
    public static IServiceCollection AddLocalFirestore(
        this IServiceCollection services, LocalFirestoreOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new DocumentStore(
            Path.Combine(options.DataFolder, "firestore"),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<DocumentStore>>()));
        services.AddSingleton<ReadEndpoints>();
        services.AddSingleton<WriteEndpoints>();
        services.AddSingleton<FirestoreRouter>();
        services.AddHostedService<ExpirySweep>();
        return services;
    }

    public static IApplicationBuilder UseLocalFirestore(this IApplicationBuilder app) =>
        app.UseMiddleware<FirestoreMiddleware>();
}
