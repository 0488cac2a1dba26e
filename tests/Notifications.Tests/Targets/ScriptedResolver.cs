using System.Net;
using Shop.Notifications.Targets;

namespace Shop.Notifications.Tests.Targets;

/// <summary>Gives one answer after the other, whatever the name; the last one again and again.</summary>
internal sealed class ScriptedResolver(params string[][] answers) : IAddressResolver
{
    public int Asked { get; private set; }

    public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IPAddress>>(
            [.. answers[Math.Min(Asked++, answers.Length - 1)].Select(IPAddress.Parse)]);
}
