using System.Globalization;
using Shop.LocalCloud.Storage.Disk;

namespace Shop.LocalCloud.Storage.Http;

/// <summary>New objects out of existing ones: copy, rewrite, move and compose.</summary>
internal sealed class CopyEndpoints(ObjectStore store)
{
    /// <summary>Google's limit for one request.</summary>
    private const int ComposeSourcesMax = 32;

    public async Task CopyAsync(HttpContext context, ObjectPath source, ObjectPath target) =>
        await Answers.WriteObjectAsync(context, await WriteCopyAsync(context, source, target));

    /// <summary>Done in one go however large: the bytes lie on the same disk.</summary>
    public async Task RewriteAsync(HttpContext context, ObjectPath source, ObjectPath target)
    {
        var written = await WriteCopyAsync(context, source, target);
        var size = written.Size.ToString(CultureInfo.InvariantCulture);
        await Answers.WriteAsync(
            context,
            new RewriteAnswer(
                "storage#rewriteResponse", size, size, true,
                ObjectResource.Of(written, context.Request.Origin())),
            ResourceJson.Default.RewriteAnswer);
    }

    /// <summary>The source goes only if nobody replaced it meanwhile.</summary>
    public async Task MoveAsync(HttpContext context, ObjectPath source, ObjectPath target)
    {
        var generation = store.Get(source.Bucket, source.Name, null).Generation;
        var written = await WriteCopyAsync(context, source, target, generation);
        if (source != target)
        {
            store.Delete(source.Bucket, source.Name, generation, Preconditions.None);
        }
        await Answers.WriteObjectAsync(context, written);
    }

    public async Task ComposeAsync(HttpContext context, ObjectPath target)
    {
        var request = await RequestBody.ReadJsonAsync(context, ResourceJson.Default.ComposeRequest);
        var names = request?.SourceObjects ?? [];
        if (names.Count is 0 or > ComposeSourcesMax)
        {
            throw RefusedRequestException.Invalid(
                $"The number of source components provided ({names.Count}) must be 1-{ComposeSourcesMax}.");
        }
        var sources = names.Select(source => FindSource(target.Bucket, source)).ToList();
        var settings = SettingsJson.Read(request?.Destination ?? []);
        settings = settings with { ContentType = settings.ContentType ?? sources[0].Settings.ContentType };
        var written = await ConcatenateAsync(
            context, target, settings, sources, sources.Sum(source => source.ComponentCount ?? 1));
        await Answers.WriteObjectAsync(context, written);
    }

    private StoredObject FindSource(string bucket, ComposeSource source)
    {
        var generation = source.Generation is null ? null : (long?)ParseGeneration(source.Generation);
        var found = store.Get(
            bucket, source.Name ?? throw RefusedRequestException.Required("name"), generation);
        if (source.ObjectPreconditions?.IfGenerationMatch is { } match)
        {
            new Preconditions(GenerationMatch: ParseGeneration(match)).CheckWrite(found);
        }
        return found;
    }

    private async Task<StoredObject> WriteCopyAsync(
        HttpContext context, ObjectPath source, ObjectPath target, long? generation = null)
    {
        var query = context.Request.Query;
        var resource = await RequestBody.ReadJsonAsync(context);
        var found = store.Get(source.Bucket, source.Name, generation ?? query.Number("sourceGeneration"));
        Preconditions.Read(query, "ifSource").CheckWrite(found);
        // A resource in the request replaces the settings as a whole, or is left out to keep them.
        var settings = resource.Count == 0 ? found.Settings : SettingsJson.Read(resource);
        settings = settings with { ContentType = settings.ContentType ?? found.Settings.ContentType };
        return await ConcatenateAsync(context, target, settings, [found], found.ComponentCount);
    }

    private async Task<StoredObject> ConcatenateAsync(
        HttpContext context,
        ObjectPath target,
        ObjectSettings settings,
        IReadOnlyList<StoredObject> sources,
        int? componentCount)
    {
        ObjectName.Check(target.Name);
        using var writer = store.CreateContent();
        try
        {
            foreach (var source in sources)
            {
                await using var content = OpenSource(source);
                await writer.WriteAsync(content, context.RequestAborted);
            }
            var incoming = new NewObject(
                target.Bucket, target.Name, settings, Preconditions.Read(context.Request.Query),
                context.Request.Origin(), componentCount);
            return store.Write(incoming, await writer.FinishAsync());
        }
        finally
        {
            File.Delete(writer.Path);
        }
    }

    private FileStream OpenSource(StoredObject source)
    {
        try
        {
            return store.OpenContent(source);
        }
        catch (FileNotFoundException)
        {
            throw RefusedRequestException.NoObject(source.Bucket, source.Name);
        }
    }

    private static long ParseGeneration(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
            ? generation
            : throw RefusedRequestException.Invalid($"Invalid generation: '{text}'");
}

internal sealed record ObjectPath(string Bucket, string Name);
