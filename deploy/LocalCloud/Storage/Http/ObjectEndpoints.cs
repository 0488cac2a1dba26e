using Shop.LocalCloud.Storage.Disk;

namespace Shop.LocalCloud.Storage.Http;

/// <summary>Metadata of objects: get, list, patch, update, delete.</summary>
internal sealed class ObjectEndpoints(ObjectStore store, DownloadEndpoints downloads)
{
    public async Task GetAsync(HttpContext context, string bucket, string name)
    {
        var query = context.Request.Query;
        if (query.Text("alt") == "media")
        {
            await downloads.GetPlainAsync(context, bucket, name);
            return;
        }
        var found = store.Get(bucket, name, query.Number("generation"));
        if (Preconditions.Read(query).CheckRead(found)
            && !EntityTag.IsKnownTo(context.Request, found))
        {
            await Answers.WriteObjectAsync(context, found);
            return;
        }
        context.Response.StatusCode = StatusCodes.Status304NotModified;
    }

    public Task ListAsync(HttpContext context, string bucket)
    {
        var page = ObjectPage.Of(store.List(bucket).Values, ObjectQuery.Read(context.Request.Query));
        var origin = context.Request.Origin();
        return Answers.WriteAsync(
            context,
            new ObjectList(
                "storage#objects", page.NextPageToken, page.Prefixes.Count == 0 ? null : page.Prefixes,
                page.Objects.Count == 0
                    ? null : [.. page.Objects.Select(found => ObjectResource.Of(found, origin))]),
            ResourceJson.Default.ObjectList);
    }

    public async Task PatchAsync(HttpContext context, string bucket, string name)
    {
        var patch = await RequestBody.ReadJsonAsync(context);
        await ChangeAsync(context, bucket, name, settings => SettingsJson.Patch(settings, patch));
    }

    public async Task UpdateAsync(HttpContext context, string bucket, string name)
    {
        var resource = await RequestBody.ReadJsonAsync(context);
        await ChangeAsync(context, bucket, name, _ => SettingsJson.Read(resource));
    }

    public Task DeleteAsync(HttpContext context, string bucket, string name)
    {
        var query = context.Request.Query;
        store.Delete(bucket, name, query.Number("generation"), Preconditions.Read(query));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private Task ChangeAsync(
        HttpContext context, string bucket, string name, Func<ObjectSettings, ObjectSettings> change)
    {
        var query = context.Request.Query;
        var updated = store.Update(
            bucket, name, query.Number("generation"), Preconditions.Read(query), change);
        return Answers.WriteObjectAsync(context, updated);
    }
}
