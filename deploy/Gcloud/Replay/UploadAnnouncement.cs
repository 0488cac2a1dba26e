using System.Globalization;
using System.Text.Json;
using Shop.Eventing.Filing;

namespace Shop.Gcloud.Replay;

/// <summary>
/// Letters that hold no event of the suite but Cloud Storage's word that an object is complete. They came by Eventarc
/// from no topic of ours; what has the same effect is that the object is written onto itself, which makes a new
/// generation and with it a new announcement.
/// </summary>
/// <remarks>
/// Only where it is asked for: it writes into the bucket of the uploads, starts the object's age anew for lifecycle
/// rules, and takes rights there that replay does not need otherwise. It needs no moving aside: the new announcement
/// is another event, whose letter has another name. Where the generation is not the live one any more, that object was
/// replaced, announced anew or deleted, and nobody needs the letter: the image processor would leave it alone as well.
/// </remarks>
internal static class UploadAnnouncement
{
    public const string Type = "google.cloud.storage.object.v1.finalized";

    public static Way Judge(FiledDeadLetter letter, IReadOnlySet<string> buckets, bool rewrites)
    {
        if (UploadOf(letter) is not { } upload)
        {
            return new Way.None(
                "upload-unknown", "It announces an upload without saying which: find the object and upload it again.");
        }
        var place = $"gs://{upload.Bucket}/{upload.Name}";
        if (!buckets.Contains(upload.Bucket))
        {
            return new Way.None("upload-elsewhere", $"{place} is in no bucket whose uploads the suite handles.");
        }
        return rewrites
            ? new Way.Rewrite(upload)
            : new Way.None(
                "upload",
                $"It announces {place}, and came from no topic. With --rewrite-uploads that object is written onto "
                + "itself, if it is still the same, and thereby announced anew.");
    }

    private static Upload? UploadOf(FiledDeadLetter letter)
    {
        try
        {
            using var json = JsonDocument.Parse(letter.Data);
            var data = json.RootElement;
            return data.ValueKind == JsonValueKind.Object
                && Text(data, "bucket") is { Length: > 0 } bucket
                && Text(data, "name") is { Length: > 0 } name
                && long.TryParse(
                    Text(data, "generation"), NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
                ? new Upload(bucket, name, generation)
                : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // No JSON, or half a character in it.
            return null;
        }
    }

    // Protocol Buffers writes 64-bit numbers as strings; people who try things by hand write numbers.
    private static string? Text(JsonElement data, string member) =>
        data.TryGetProperty(member, out var value)
            ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()
            : null;
}
