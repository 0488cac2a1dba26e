using Google.Cloud.PubSub.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Shop.LocalCloud.PubSub;

/// <summary>One call of Pub/Sub's interface, whichever way it comes in.</summary>
/// <param name="GrpcMethod">Such as <c>google.pubsub.v1.Publisher/Publish</c>.</param>
/// <param name="Verb">Of the REST request.</param>
/// <param name="Route">Of the REST request; its <c>{id}</c> completes the resource's name.</param>
/// <param name="NameField">Of the request; holds the resource's name, which REST has in the path.</param>
/// <param name="Request">Reads the request.</param>
/// <param name="Answer">Does what is asked, or throws a <see cref="Refusal"/>.</param>
internal sealed record Operation(
    string GrpcMethod, string Verb, string Route, string NameField, MessageParser Request,
    Func<IMessage, CancellationToken, Task<IMessage>> Answer)
{
    private const string Publisher = "google.pubsub.v1.Publisher/";
    private const string Subscriber = "google.pubsub.v1.Subscriber/";
    private const string Topics = "/v1/projects/{project}/topics";
    private const string Subscriptions = "/v1/projects/{project}/subscriptions";

    internal static IEnumerable<Operation> AllOf(Broker broker) =>
        [.. OfTopics(broker), .. OfSubscriptions(broker)];

    private static IEnumerable<Operation> OfTopics(Broker broker) =>
    [
        Of(Publisher + "CreateTopic", "PUT", Topics + "/{id}", "name", Topic.Parser,
            broker.CreateTopicAsync),
        Of(Publisher + "UpdateTopic", "PATCH", Topics + "/{id}", "topic.name", UpdateTopicRequest.Parser,
            broker.UpdateTopicAsync),
        Of(Publisher + "GetTopic", "GET", Topics + "/{id}", "topic", GetTopicRequest.Parser,
            request => broker.GetTopic(request.Topic)),
        Of(Publisher + "ListTopics", "GET", Topics, "project", ListTopicsRequest.Parser, broker.ListTopics),
        Of(Publisher + "ListTopicSubscriptions", "GET", Topics + "/{id}/subscriptions", "topic",
            ListTopicSubscriptionsRequest.Parser, broker.ListTopicSubscriptions),
        Of(Publisher + "DeleteTopic", "DELETE", Topics + "/{id}", "topic", DeleteTopicRequest.Parser,
            NothingAsync<DeleteTopicRequest>(request => broker.DeleteTopicAsync(request.Topic))),
        Of(
            Publisher + "Publish", "POST", Topics + "/{id}:publish", "topic", PublishRequest.Parser,
            broker.PublishAsync),
    ];

    private static IEnumerable<Operation> OfSubscriptions(Broker broker) =>
    [
        Of(Subscriber + "CreateSubscription", "PUT", Subscriptions + "/{id}", "name", Subscription.Parser,
            broker.CreateSubscriptionAsync),
        Of(Subscriber + "UpdateSubscription", "PATCH", Subscriptions + "/{id}", "subscription.name",
            UpdateSubscriptionRequest.Parser, broker.UpdateSubscriptionAsync),
        Of(
            Subscriber + "ModifyPushConfig", "POST", Subscriptions + "/{id}:modifyPushConfig", "subscription",
            ModifyPushConfigRequest.Parser,
            NothingAsync<ModifyPushConfigRequest>(broker.ModifyPushConfigAsync)),
        Of(Subscriber + "GetSubscription", "GET", Subscriptions + "/{id}", "subscription",
            GetSubscriptionRequest.Parser, request => broker.GetSubscription(request.Subscription)),
        Of(Subscriber + "ListSubscriptions", "GET", Subscriptions, "project", ListSubscriptionsRequest.Parser,
            broker.ListSubscriptions),
        Of(Subscriber + "DeleteSubscription", "DELETE", Subscriptions + "/{id}", "subscription",
            DeleteSubscriptionRequest.Parser,
            NothingAsync<DeleteSubscriptionRequest>(
                request => broker.DeleteSubscriptionAsync(request.Subscription))),
        Of(Subscriber + "Acknowledge", "POST", Subscriptions + "/{id}:acknowledge", "subscription",
            AcknowledgeRequest.Parser, Nothing<AcknowledgeRequest>(broker.Acknowledge)),
        Of(
            Subscriber + "ModifyAckDeadline", "POST", Subscriptions + "/{id}:modifyAckDeadline",
            "subscription", ModifyAckDeadlineRequest.Parser,
            Nothing<ModifyAckDeadlineRequest>(broker.ModifyAckDeadline)),
        new(Subscriber + "Pull", "POST", Subscriptions + "/{id}:pull", "subscription", PullRequest.Parser,
            async (request, cancellationToken) =>
                await PullAsync(broker, (PullRequest)request, cancellationToken)),
    ];

    private static Operation Of<TRequest, TResponse>(
        string grpcMethod, string verb, string route, string nameField, MessageParser<TRequest> parser,
        Func<TRequest, TResponse> answer)
        where TRequest : class, IMessage<TRequest>
        where TResponse : IMessage =>
        new(grpcMethod, verb, route, nameField, parser,
            (request, _) => Task.FromResult<IMessage>(answer((TRequest)request)));

    private static Operation Of<TRequest, TResponse>(
        string grpcMethod, string verb, string route, string nameField, MessageParser<TRequest> parser,
        Func<TRequest, Task<TResponse>> answer)
        where TRequest : class, IMessage<TRequest>
        where TResponse : IMessage =>
        new(grpcMethod, verb, route, nameField, parser,
            async (request, _) => await answer((TRequest)request));

    private static Func<TRequest, Task<Empty>> NothingAsync<TRequest>(Func<TRequest, Task> act) =>
        async request =>
        {
            await act(request);
            return new Empty();
        };

    private static Func<TRequest, Empty> Nothing<TRequest>(Action<TRequest> act) => request =>
    {
        act(request);
        return new Empty();
    };

    private static Task<PullResponse> PullAsync(
        Broker broker, PullRequest request, CancellationToken cancellationToken) =>
#pragma warning disable CS0612 // Deprecated, but gcloud sends it.
        broker.PullAsync(
            request.Subscription, request.MaxMessages, request.ReturnImmediately, cancellationToken);
#pragma warning restore CS0612
}
