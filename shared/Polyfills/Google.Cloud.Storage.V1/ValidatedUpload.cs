using Google.Api.Gax;
using Google.Apis.Storage.v1;
using Google.Apis.Upload;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1;

/// <summary>An upload that ends with comparing the server's hash with that of the bytes sent.</summary>
internal sealed class ValidatedUpload
{
    private readonly StorageClient _client;
    private readonly ObjectsResource.InsertMediaUpload _upload;
    private readonly UploadValidationMode _mode;
    private readonly Crc32c _hash = new();

    internal ValidatedUpload(
        StorageClient client, Object destination, Stream source,
        UploadObjectOptions options, IProgress<IUploadProgress> progress)
    {
        _client = client;
        _upload = client.CreateObjectUploader(destination, source, options);
        if (progress is not null) _upload.ProgressChanged += progress.Report;
        _mode = GaxPreconditions.CheckEnumValue(
            options?.UploadValidationMode ?? UploadValidationMode.DeleteAndThrow,
            nameof(UploadObjectOptions.UploadValidationMode));
        // Sees each chunk once, when the server has taken it, whatever had to be sent twice.
        if (_mode != UploadValidationMode.None) _upload.UploadStreamInterceptor += _hash.UpdateHash;
    }

    internal Object Execute()
    {
        _upload.Upload();
        _upload.GetProgress().ThrowOnFailure();
        var result = _upload.ResponseBody;
        if (IsAsSent(result, out var hash)) return result;

        AggregateException failures = null;
        try
        {
            if (_mode == UploadValidationMode.DeleteAndThrow) _client.DeleteObject(result, OnlyThis(result));
        }
        catch (Exception failure)
        {
            failures = new AggregateException(failure);
        }

        throw new UploadValidationException(hash, result, failures);
    }

    internal async Task<Object> ExecuteAsync(CancellationToken cancellationToken)
    {
        await _upload.UploadAsync(cancellationToken);
        _upload.GetProgress().ThrowOnFailure();
        var result = _upload.ResponseBody;
        if (IsAsSent(result, out var hash)) return result;

        AggregateException failures = null;
        try
        {
            if (_mode == UploadValidationMode.DeleteAndThrow)
            {
                await _client.DeleteObjectAsync(result, OnlyThis(result), cancellationToken);
            }
        }
        catch (Exception failure)
        {
            failures = new AggregateException(failure);
        }

        throw new UploadValidationException(hash, result, failures);
    }

    // A server that tells no hash has not confirmed the content: that counts as a mismatch.
    private bool IsAsSent(Object result, out string hash)
    {
        hash = Convert.ToBase64String(_hash.GetHash());
        return _mode == UploadValidationMode.None || hash == result.Crc32c;
    }

    private static DeleteObjectOptions OnlyThis(Object result) => new() { Generation = result.Generation };
}
