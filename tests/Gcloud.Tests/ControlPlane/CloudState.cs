using System.Text.Json.Nodes;

namespace Shop.Gcloud.Tests.ControlPlane;

/// <summary>
/// All that the stub knows: resources and their IAM policies by full name, as
/// <c>//pubsub.googleapis.com/projects/p/topics/t</c>. What is read is a copy; a test plants faults with
/// <see cref="Put"/>, <see cref="Edit"/>, <see cref="Remove"/> and <see cref="Grant"/>.
/// </summary>
internal sealed class CloudState(string project, string number)
{
    private readonly SortedDictionary<string, JsonObject> _resources = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, JsonObject> _policies = new(StringComparer.Ordinal);
    private int _named;

    public string Project { get; } = project;

    public string Number { get; } = number;

    /// <summary>Held while a request is answered, so that a test sees whole requests only.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Rises with every change, and only then.</summary>
    public int Revision { get; private set; }

    /// <summary>Uploaded bytes by full name of their object.</summary>
    public Dictionary<string, byte[]> Contents { get; } = new(StringComparer.Ordinal);

    public JsonObject? Find(string name)
    {
        lock (Gate)
            return (JsonObject?)_resources.GetValueOrDefault(name)?.DeepClone();
    }

    public JsonObject Get(string name) => Find(name) ?? throw new KeyNotFoundException($"There is no {name}.");

    public bool Has(string name) => Find(name) is not null;

    /// <summary>The resources whose full name begins so, in the order of their names.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonObject>> Under(string prefix)
    {
        lock (Gate)
        {
            return [.. _resources.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal))
                .Select(entry => KeyValuePair.Create(entry.Key, (JsonObject)entry.Value.DeepClone()))];
        }
    }

    public void Put(string name, JsonObject resource) => Set(_resources, name, resource);

    public void Edit(string name, Action<JsonObject> edit)
    {
        lock (Gate)
        {
            var resource = Get(name);
            edit(resource);
            Put(name, resource);
        }
    }

    /// <summary>Takes the resource away, and its policy: whatever is created there again starts without one.</summary>
    public void Remove(string name)
    {
        lock (Gate)
        {
            Revision += _resources.Remove(name) ? 1 : 0;
            _policies.Remove(name);
            Contents.Remove(name);
        }
    }

    public JsonObject Policy(string name)
    {
        lock (Gate)
            return (JsonObject?)_policies.GetValueOrDefault(name)?.DeepClone() ?? [];
    }

    public void SetPolicy(string name, JsonObject policy) => Set(_policies, name, policy);

    /// <summary>Whether a policy binds the member to the role, without a condition.</summary>
    public bool Grants(string name, string role, string member) =>
        Policy(name)["bindings"] is JsonArray bindings && bindings.Any(binding =>
            (string?)binding!["role"] == role && binding["condition"] is null
            && binding["members"] is JsonArray members && members.Any(each => (string?)each == member));

    public void Grant(string name, string role, string member)
    {
        var policy = Policy(name);
        policy["bindings"] ??= new JsonArray();
        policy["bindings"]!.AsArray().Add(
            new JsonObject { ["role"] = role, ["members"] = new JsonArray(member) });
        SetPolicy(name, policy);
    }

    /// <summary>Takes a member away wherever a policy binds it to the role.</summary>
    public void Revoke(string name, string role, string member)
    {
        var policy = Policy(name);
        foreach (var binding in policy["bindings"] as JsonArray ?? [])
        {
            if ((string?)binding!["role"] == role)
            {
                var rest = binding["members"]!.AsArray().Where(each => (string?)each != member);
                binding["members"] = new JsonArray([.. rest.Select(each => each!.DeepClone())]);
            }
        }
        SetPolicy(name, policy);
    }

    /// <summary>A number that nothing else got: what the service makes up itself (ids, generations) ends so.</summary>
    internal int NextNumber() => ++_named + 100_000;

    private void Set(SortedDictionary<string, JsonObject> all, string name, JsonObject value)
    {
        lock (Gate)
        {
            if (JsonNode.DeepEquals(all.GetValueOrDefault(name), value))
                return;
            all[name] = (JsonObject)value.DeepClone();
            Revision++;
        }
    }
}
