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

    /// <summary>
    /// For what Pub/Sub can do and the local cloud cannot: doing something else would mislead.
    /// </summary>
    internal static RpcException Unavailable(string feature) =>
        Of(StatusCode.Unimplemented, $"The local cloud does not offer {feature}.");

    private static RpcException Of(StatusCode code, string message) => new(new Status(code, message));
}
