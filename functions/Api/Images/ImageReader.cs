using Shop.Contracts;
using Shop.Documents;
using Shop.ReadModels;

namespace Shop.Api.Images;

/// <summary>Finds images for those to whom they belong: the name of an object says whose it is.</summary>
internal sealed class ImageReader(IDocumentStore store, ImageOptions options, TimeProvider clock)
{
    /// <returns>Null where the customer has no such image.</returns>
    public async Task<ImageBody?> FindAsync(
        ImageId id, CustomerId customer, CancellationToken cancellationToken)
    {
        var documents = await store.GetManyAsync(
            [ImageView.NameOf(id), UploadRecord.NameOf(id)], cancellationToken);
        if (ImageView.Read(documents[0]) is { } view)
        {
            return NameOf(view, customer) is { } name ? ImageBody.Of(name, view) : null;
        }
        var record = UploadRecord.Read(documents[1], clock.GetUtcNow());
        return record?.Customer == customer && UploadName.Parse(record.ObjectName) is { } accepted
            ? ImageBody.Of(id, accepted, record)
            : null;
    }

    /// <returns>Null where the customer has no such image, or it was not processed.</returns>
    public async Task<ImageView?> FindProcessedAsync(
        ImageId id, CustomerId customer, CancellationToken cancellationToken)
    {
        var view = ImageView.Read((await store.GetManyAsync([ImageView.NameOf(id)], cancellationToken))[0]);
        return view is { Status: ImageStatus.Processed } && NameOf(view, customer) is not null ? view : null;
    }

    private UploadName? NameOf(ImageView view, CustomerId customer) =>
        view.Bucket == options.UploadsBucket
        && UploadName.Parse(view.Name) is { } name && name.BelongsTo(customer)
            ? name
            : null;
}
