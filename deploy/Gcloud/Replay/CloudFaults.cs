using System.Net;
using Google;
using Google.Apis.Auth.OAuth2.Responses;
using Grpc.Core;
using Shop.Eventing;

namespace Shop.Gcloud.Replay;

/// <summary>Says what is the matter with the cloud, and what to do about it where that is known.</summary>
internal static class CloudFaults
{
    private const string Login = "Log in with: gcloud auth application-default login";

    /// <summary>Whether every other letter will meet the same fault.</summary>
    public static bool IsOfAll(Exception fault) => fault switch
    {
        RpcException rpc => rpc.StatusCode is StatusCode.PermissionDenied or StatusCode.Unauthenticated,
        GoogleApiException api => api.HttpStatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized,
        TokenResponseException or InvalidOperationException => true,
        _ => false,
    };

    /// <summary>One sentence or two, on one line.</summary>
    public static string Sentence(Exception fault) => AttributeText.Sentence(fault switch
    {
        RpcException { StatusCode: StatusCode.PermissionDenied } rpc =>
            $"Pub/Sub does not let you: {rpc.Status.Detail} It takes roles/pubsub.publisher on the topic.",
        RpcException { StatusCode: StatusCode.NotFound } rpc => $"There is no such topic: {rpc.Status.Detail}",
        RpcException { StatusCode: StatusCode.Unauthenticated } rpc => $"{rpc.Status.Detail} {Login}",
        RpcException rpc => $"Pub/Sub: {rpc.StatusCode}, {rpc.Status.Detail}",
        GoogleApiException { HttpStatusCode: HttpStatusCode.Forbidden } api =>
            $"Cloud Storage does not let you: {Text(api)} It takes roles/storage.objectUser on the bucket.",
        GoogleApiException { HttpStatusCode: HttpStatusCode.Unauthorized } api => $"{Text(api)} {Login}",
        GoogleApiException api => $"Cloud Storage: {(int)api.HttpStatusCode}, {Text(api)}",
        TokenResponseException token => $"Your credentials are no longer accepted ({token.Error?.Error}). {Login}",
        InvalidOperationException none when none.Message.Contains("credentials", StringComparison.OrdinalIgnoreCase) =>
            $"There are no credentials. {Login}",
        _ => $"{fault.Message} ({fault.GetType().Name})",
    });

    /// <summary>What it means that the bucket cannot be listed.</summary>
    public static string OfBucket(string bucket, Exception fault) =>
        fault is GoogleApiException { HttpStatusCode: HttpStatusCode.NotFound }
            ? AttributeText.Sentence(
                $"There is no bucket gs://{bucket}. --project names the project that it belongs to, --bucket itself.")
            : Sentence(fault);

    private static string Text(GoogleApiException fault) => fault.Error?.Message ?? fault.Message;
}
