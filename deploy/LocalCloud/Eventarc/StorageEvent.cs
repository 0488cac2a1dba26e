using System.Globalization;
using System.Text;
using System.Text.Json;
using Shop.LocalCloud.Storage;
using Shop.LocalCloud.Storage.Http;

namespace Shop.LocalCloud.Eventarc;

/// <summary>"This object is complete", as Eventarc tells it to one function.</summary>
public sealed record StorageEvent(
    // Who is to be told.
    string Function,
    string Bucket,
    string Name,
    // Also the event's id: unique for the source, which is the bucket.
    long Generation,
    DateTimeOffset Time,
    // The google.events.cloud.storage.v1.StorageObjectData, in JSON.
    string Data)
{
    public const string Type = "google.cloud.storage.object.v1.finalized";

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public string Id => Generation.ToString(CultureInfo.InvariantCulture);

    public static StorageEvent Finalized(string function, StoredObject written, string origin) => new(
        function, written.Bucket, written.Name, written.Generation, written.Updated,
        JsonSerializer.Serialize(ObjectResource.Of(written, origin), ResourceJson.Default.ObjectResource));

    /// <summary>A binary-mode request: attributes are headers, the data is the body.</summary>
    public HttpRequestMessage ToRequest(Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent(Data, Encoding.UTF8, "application/json"),
        };
        Add("ce-id", Id);
        Add("ce-source", $"//storage.googleapis.com/projects/_/buckets/{Bucket}");
        Add("ce-specversion", "1.0");
        Add("ce-type", Type);
        Add("ce-subject", "objects/" + Name);
        Add("ce-time", Time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
        Add("ce-bucket", Bucket);
        return request;

        void Add(string header, string value) =>
            request.Headers.TryAddWithoutValidation(header, EncodeHeader(value));
    }

    /// <summary>
    /// The CloudEvents HTTP binding, 3.1.3.2: what is not printable ASCII, and space, quote and percent, go
    /// as percent-encoded UTF-8. Receivers decode exactly once, so a name like <c>100%.jpg</c> arrives as it
    /// is.
    /// </summary>
    public static string EncodeHeader(string value)
    {
        var encoded = new StringBuilder(value.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(value))
        {
            if (octet is > 0x20 and < 0x7F and not (byte)'"' and not (byte)'%')
            {
                encoded.Append((char)octet);
            }
            else
            {
                encoded.Append('%').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
            }
        }
        return encoded.ToString();
    }
}
