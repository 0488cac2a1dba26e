using System.Globalization;
using System.Net.Http.Headers;
using Google.Apis.Download;
using Google.Apis.Requests;
using Google.Apis.Util;

namespace Google.Cloud.Storage.V1;

/// <summary>Options of DownloadObject.</summary>
public sealed class DownloadObjectOptions
{
    /// <summary>The size of the pieces that the content is read in, and progress is reported by.</summary>
    public int? ChunkSize { get; set; }

    /// <summary>Which generation to read; null means the live one.</summary>
    public long? Generation { get; set; }

    public long? IfGenerationMatch { get; set; }

    public long? IfGenerationNotMatch { get; set; }

    public long? IfMetagenerationMatch { get; set; }

    public long? IfMetagenerationNotMatch { get; set; }

    /// <summary>Which bytes to read. The hash is that of the whole object: switch validation off.</summary>
    public RangeHeaderValue Range { get; set; }

    /// <summary>Null means <see cref="DownloadValidationMode.Always" />.</summary>
    public DownloadValidationMode? DownloadValidationMode { get; set; }

    internal void ModifyDownloader(MediaDownloader downloader)
    {
        if (ChunkSize is { } size) downloader.ChunkSize = size;
        if (Range is not null) downloader.Range = Range;
    }

    internal void ModifyRequestBuilder(RequestBuilder builder)
    {
        Preconditions.CheckExclusive(IfGenerationMatch, IfGenerationNotMatch, "Generation");
        Preconditions.CheckExclusive(IfMetagenerationMatch, IfMetagenerationNotMatch, "Metageneration");
        Add(builder, "generation", Generation);
        Add(builder, "ifGenerationMatch", IfGenerationMatch);
        Add(builder, "ifGenerationNotMatch", IfGenerationNotMatch);
        Add(builder, "ifMetagenerationMatch", IfMetagenerationMatch);
        Add(builder, "ifMetagenerationNotMatch", IfMetagenerationNotMatch);
    }

    private static void Add(RequestBuilder builder, string name, long? value)
    {
        if (value is not { } number) return;

        var text = number.ToString(CultureInfo.InvariantCulture);
        builder.AddParameter(RequestParameterType.Query, name, text);
    }
}
