using Google.Api.Gax;
using Google.Apis.Storage.v1;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1;

public sealed partial class StorageClientImpl
{
    public override Object CopyObject(
        string sourceBucket, string sourceObjectName, string destinationBucket, string destinationObjectName,
        CopyObjectOptions options = null)
    {
        var request = RewriteRequest(
            sourceBucket, sourceObjectName, destinationBucket, destinationObjectName, options);
        var response = request.Execute();
        while (response.Done != true)
        {
            request.RewriteToken = response.RewriteToken;
            response = request.Execute();
        }

        return response.Resource;
    }

    public override async Task<Object> CopyObjectAsync(
        string sourceBucket, string sourceObjectName, string destinationBucket = null,
        string destinationObjectName = null, CopyObjectOptions options = null,
        CancellationToken cancellationToken = default)
    {
        var request = RewriteRequest(
            sourceBucket, sourceObjectName, destinationBucket, destinationObjectName, options);
        var response = await request.ExecuteAsync(cancellationToken);
        while (response.Done != true)
        {
            request.RewriteToken = response.RewriteToken;
            response = await request.ExecuteAsync(cancellationToken);
        }

        return response.Resource;
    }

    private ObjectsResource.RewriteRequest RewriteRequest(
        string sourceBucket, string sourceObjectName, string destinationBucket, string destinationObjectName,
        CopyObjectOptions options)
    {
        GaxPreconditions.CheckNotNull(sourceBucket, nameof(sourceBucket));
        GaxPreconditions.CheckNotNull(sourceObjectName, nameof(sourceObjectName));
        GaxPreconditions.CheckNotNull(destinationBucket, nameof(destinationBucket));
        GaxPreconditions.CheckNotNull(destinationObjectName, nameof(destinationObjectName));
        var request = Service.Objects.Rewrite(
            options?.ExtraMetadata ?? new Object(),
            sourceBucket, sourceObjectName, destinationBucket, destinationObjectName);
        options?.ModifyRequest(request);
        var condition = options?.IfGenerationMatch;
        RetryHandler.Mark(request, options?.RetryOptions, RetryOptions.MaybeIdempotent(condition));
        return request;
    }
}
