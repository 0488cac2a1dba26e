using Google.Cloud.PubSub.V1;
using Shop.Api.Identity;
using Shop.Contracts;
using Shop.Eventing;

namespace Shop.Api;

/// <summary>How the API is configured, by environment variables.</summary>
/// <param name="ProjectId"><c>GOOGLE_CLOUD_PROJECT</c>: where its documents lie.</param>
/// <param name="Topics">
/// Topic of each event type that it publishes, from <c>ORDERS_TOPIC</c> and <c>INVENTORY_TOPIC</c>.
/// </param>
/// <param name="Identity">Who is believed to be whom.</param>
/// <param name="CorsOrigins">
/// <c>CORS_ORIGINS</c>: origins, separated by commas, whose pages may call; <c>*</c> for all; unset for none.
/// </param>
/// <param name="RatePerMinute"><c>RATE_LIMIT_PER_MINUTE</c>: requests of one caller, in each instance.</param>
/// <param name="IsDeployed">Whether it runs on Cloud Run, which sets <c>K_SERVICE</c>.</param>
internal sealed record ApiOptions(
    string ProjectId,
    IReadOnlyDictionary<string, TopicName> Topics,
    IdentityOptions Identity,
    IReadOnlyList<string> CorsOrigins,
    int RatePerMinute,
    bool IsDeployed)
{
    private const int RatePerMinuteDefault = 600;
    private const int RatePerMinuteMax = 10_000_000;

    private static readonly IReadOnlyList<EventContract> _published =
        [EventContracts.OrderPlaced, EventContracts.OrderCancellationRequested, EventContracts.InventoryRestocked];

    /// <param name="settings">Gathers what is wrong; who calls asks it to throw.</param>
    public static ApiOptions Read(Settings settings)
    {
        var isDeployed = settings.Optional("K_SERVICE") is not null;
        var topics = _published.Select(contract => contract.Topic).Distinct()
            .ToDictionary(topic => topic, topic => settings.Topic(topic.ToUpperInvariant() + "_TOPIC"));
        return new ApiOptions(
            settings.Required("GOOGLE_CLOUD_PROJECT", "the project whose Firestore holds the documents"),
            _published.ToDictionary(contract => contract.Type, contract => topics[contract.Topic]),
            IdentityOptions.Read(settings, isDeployed),
            Origins(settings),
            (int)settings.Number("RATE_LIMIT_PER_MINUTE", RatePerMinuteDefault, RatePerMinuteMax),
            isDeployed);
    }

    private static string[] Origins(Settings settings)
    {
        var origins = (settings.Optional("CORS_ORIGINS") ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var origin in origins.Where(origin => origin != "*" && !IsOrigin(origin)))
        {
            settings.Fault(
                $"CORS_ORIGINS holds '{origin}'; an origin looks like https://shop.example, without a path");
        }
        return origins;
    }

    // What a browser sends is compared as text, so it must be written as a browser writes it.
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.GetLeftPart(UriPartial.Authority) == text;
}
