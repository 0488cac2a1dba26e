using Grpc.Core;

namespace Shop.LocalCloud.PubSub;

/// <summary>
/// What Pub/Sub answers instead of doing as it is told; REST and gRPC report it each in its own way.
/// </summary>
internal static class Refusal
{
    internal static RpcException NotFound(string name) =>
        Of(StatusCode.NotFound, $"Resource not found (resource={name}).");

    internal static RpcException AlreadyExists(string name) =>
        Of(StatusCode.AlreadyExists, $"Resource already exists in the project (resource={name}).");

    internal static RpcException Invalid(string message) => Of(StatusCode.InvalidArgument, message);

    internal static RpcException OutOfRange(string message) => Of(StatusCode.OutOfRange, message);

    internal static RpcException Precondition(string message) => Of(StatusCode.FailedPrecondition, message);

    internal static RpcException Full(string message) => Of(StatusCode.ResourceExhausted, message);

    /// <summary>
    /// The disk did not take it, so that it is not promised; publishers try again by themselves.
    /// </summary>
    internal static RpcException NotKept(string why) =>
        Of(StatusCode.Unavailable, $"The local cloud cannot write its journal: {why}");

    /// <summary>
    /// For what Pub/Sub can do and the local cloud cannot: doing something else would mislead.
    /// </summary>
    internal static RpcException Unavailable(string feature) =>
        Of(StatusCode.Unimplemented, $"The local cloud does not offer {feature}.");

    private static RpcException Of(StatusCode code, string message) => new(new Status(code, message));
}
