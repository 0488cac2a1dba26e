using Google.Api.Gax;
using Google.Cloud.Storage.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shop.Api.Http;
using Shop.Api.Identity;
using Shop.Contracts;
using Shop.Eventing;

namespace Shop.Api.Images;

/// <summary>Routes of images.</summary>
internal static class ImageEndpoints
{
    private const string Path = "/v1/images";

    // A variant has a few hundred kilobytes, which a telephone in the country takes some time for.
    private static readonly TimeSpan _contentTimeout = TimeSpan.FromSeconds(50);

    public static void Add(IServiceCollection services, Settings settings)
    {
        services.AddSingleton(ImageOptions.Read(settings));
        services.AddSingleton(_ => new StorageClientBuilder
        {
            EmulatorDetection = EmulatorDetection.EmulatorOrProduction,
        }.Build());
        // Made when the first byte of an image moves, since it looks for credentials: most requests never
        // need it.
        services.AddSingleton<Func<StorageClient>>(provider => provider.GetRequiredService<StorageClient>);
        services.AddSingleton<UploadSessions>();
        services.AddSingleton<ImageReader>();
    }

    public static string PathOf(ImageId id) => $"{Path}/{id.Value}";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var images = endpoints.MapGroup(Path).WithTags("Images").RequireCaller();

        images.MapPost("", ImageCommands.UploadAsync)
            .WithName("uploadImage")
            .WithSummary("Opens an upload of an image.")
            .WithDescription(
                "Answers 201 with the URL of a resumable upload session of Cloud Storage, to which the bytes are "
                + "PUT. The session takes exactly as many bytes as declared. With an Idempotency-Key, asking "
                + "again opens another session for the same image, or answers 200 where that has been uploaded.")
            .Accepts<ImageRequest>("application/json")
            .Produces<UploadBody>(StatusCodes.Status201Created)
            .Produces<UploadBody>(StatusCodes.Status200OK)
            .ProducesProblems(
                ProblemTypes.MalformedJson, ProblemTypes.BodyTooLarge, ProblemTypes.UnsupportedMediaType,
                ProblemTypes.ValidationFailed, ProblemTypes.OutcomeUnknown)
            .TakesKey();

        images.MapGet("/{id}", ImageReads.GetAsync)
            .WithName("getImage")
            .WithSummary("Shows an image, and its variants once it is processed.")
            .Produces<ImageBody>()
            .ProducesProblems(ProblemTypes.NotFound)
            .HasEntityTag()
            .AddOpenApiOperationTransformer(ImageDescription.DescribePathAsync);

        images.MapGet("/{id}/{variant}", ImageReads.VariantAsync)
            .WithName("getImageVariant")
            .WithSummary("Gives the bytes of a variant.")
            .Produces<Stream>(
                StatusCodes.Status200OK, ImageRequestRules.ContentTypes[0],
                [.. ImageRequestRules.ContentTypes.Skip(1)])
            .ProducesProblems(ProblemTypes.NotFound)
            .HasEntityTag()
            .AddOpenApiOperationTransformer(ImageDescription.DescribePathAsync)
            .WithRequestTimeout(_contentTimeout);
    }
}
