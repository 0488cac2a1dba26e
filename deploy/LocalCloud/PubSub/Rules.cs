using System.Text;
using System.Text.RegularExpressions;
using Google.Cloud.PubSub.V1;

namespace Shop.LocalCloud.PubSub;

/// <summary>
/// What Pub/Sub accepts, so that what works here works deployed
/// (https://cloud.google.com/pubsub/quotas,
/// https://cloud.google.com/pubsub/docs/pubsub-basics#resource_names).
/// </summary>
internal static partial class Rules
{
    internal const int MessagesPerRequestMax = 1000;
    internal const int RequestBytesMax = 10 * 1024 * 1024;
    internal const int AttributesMax = 100;
    internal const int AttributeKeyBytesMax = 256;
    internal const int AttributeValueBytesMax = 1024;

    internal static string CheckTopic(string name) => Topic().IsMatch(name)
        ? name
        : throw Refusal.Invalid($"Invalid [topics] name: (name={name})");

    internal static string CheckSubscription(string name) => Subscription().IsMatch(name)
        ? name
        : throw Refusal.Invalid($"Invalid [subscriptions] name: (name={name})");

    internal static void Check(PublishRequest request)
    {
        if (request.Messages.Count is 0 or > MessagesPerRequestMax)
        {
            throw Refusal.Invalid(
                $"A request carries 1 to {MessagesPerRequestMax} messages, not {request.Messages.Count}.");
        }
        if (request.CalculateSize() > RequestBytesMax)
        {
            throw Refusal.Invalid($"The request is larger than {RequestBytesMax} bytes.");
        }
        foreach (var message in request.Messages)
        {
            Check(message);
        }
    }

    private static void Check(PubsubMessage message)
    {
        if (message.Data.IsEmpty && message.Attributes.Count == 0)
        {
            throw Refusal.Invalid("A message must have data or at least one attribute.");
        }
        if (message.Attributes.Count > AttributesMax)
        {
            throw Refusal.Invalid($"A message has at most {AttributesMax} attributes.");
        }
        foreach (var (key, value) in message.Attributes)
        {
            if (key.Length == 0 || key.StartsWith("goog", StringComparison.Ordinal)
                || Encoding.UTF8.GetByteCount(key) > AttributeKeyBytesMax)
            {
                throw Refusal.Invalid(
                    $"An attribute's key has 1 to {AttributeKeyBytesMax} bytes and no goog in front.");
            }
            if (Encoding.UTF8.GetByteCount(value) > AttributeValueBytesMax)
            {
                throw Refusal.Invalid($"An attribute's value has at most {AttributeValueBytesMax} bytes.");
            }
        }
    }

    [GeneratedRegex(@"^projects/[^/]+/topics/(?!goog)[A-Za-z][A-Za-z0-9\-_.~+%]{2,254}\z")]
    private static partial Regex Topic();

    [GeneratedRegex(@"^projects/[^/]+/subscriptions/(?!goog)[A-Za-z][A-Za-z0-9\-_.~+%]{2,254}\z")]
    private static partial Regex Subscription();
}
