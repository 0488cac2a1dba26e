using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Shop.LocalCloud.PubSub;

/// <summary>Pub/Sub's REST interface: protobuf's JSON in both directions, Google's error object.</summary>
internal static class RestEndpoint
{
    private static readonly JsonParser s_parser =
        new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    internal static void Map(IEndpointRouteBuilder routes, Operation operation) =>
        routes.MapMethods(operation.Route, [operation.Verb], async context =>
        {
            try
            {
                var answer = await operation.Answer(
                    await ReadAsync(context.Request, operation), context.RequestAborted);
                await WriteAsync(
                    context.Response, StatusCodes.Status200OK, JsonFormatter.Default.Format(answer));
            }
            catch (RpcException e)
            {
                await WriteErrorAsync(context.Response, e.Status);
            }
        });

    /// <summary>For paths that Pub/Sub does not have, or that the local cloud does not.</summary>
    internal static Task RefuseAsync(HttpContext context) => WriteErrorAsync(
        context.Response,
        new Status(
            StatusCode.Unimplemented,
            $"The local Pub/Sub has no {context.Request.Method} {context.Request.Path}."));

    private static async Task<IMessage> ReadAsync(HttpRequest request, Operation operation)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        var empty = operation.Request.ParseFrom(ByteString.Empty);
        try
        {
            var message = body.Length == 0
                ? empty : s_parser.Parse(UpdateMask.InCamelCase(body, empty), empty.Descriptor);
            SetFields(message, request, operation);
            return message;
        }
        catch (InvalidProtocolBufferException e)
        {
            throw Refusal.Invalid("Invalid JSON payload received. " + e.Message);
        }
    }

    private static void SetFields(IMessage message, HttpRequest request, Operation operation)
    {
        SetName(message, operation.NameField, NameOf(request, operation));
        if (request.Query["pageSize"].ToString() is { Length: > 0 } pageSize)
        {
            if (!int.TryParse(pageSize, NumberStyles.Integer, CultureInfo.InvariantCulture, out var size))
            {
                throw Refusal.Invalid($"pageSize must be a number, not '{pageSize}'.");
            }
            Field(message, "page_size")?.Accessor.SetValue(message, size);
        }
        if (request.Query["pageToken"].ToString() is { Length: > 0 } token)
        {
            Field(message, "page_token")?.Accessor.SetValue(message, token);
        }
    }

    // Of an update, the name is inside of what is updated.
    private static void SetName(IMessage message, string path, string name)
    {
        var fields = path.Split('.');
        foreach (var field in fields[..^1].Select(part => Field(message, part)!))
        {
            if (field.Accessor.GetValue(message) is not IMessage inner)
            {
                inner = field.MessageType.Parser.ParseFrom(ByteString.Empty);
                field.Accessor.SetValue(message, inner);
            }
            message = inner;
        }
        Field(message, fields[^1])!.Accessor.SetValue(message, name);
    }

    private static FieldDescriptor? Field(IMessage message, string name) =>
        message.Descriptor.FindFieldByName(name);

    private static string NameOf(HttpRequest request, Operation operation)
    {
        var project = $"projects/{request.RouteValues["project"]}";
        if (request.RouteValues["id"] is not { } id)
        {
            return project;
        }
        var collection =
            operation.Route.Contains("/topics/", StringComparison.Ordinal) ? "topics" : "subscriptions";
        return $"{project}/{collection}/{id}";
    }

    private static Task WriteErrorAsync(HttpResponse response, Status status)
    {
        var (code, name) = Named(status.StatusCode);
        return WriteAsync(response, code, new JsonObject
        {
            ["error"] = new JsonObject { ["code"] = code, ["message"] = status.Detail, ["status"] = name },
        }.ToJsonString());
    }

    private static Task WriteAsync(HttpResponse response, int code, string json)
    {
        response.StatusCode = code;
        response.ContentType = "application/json; charset=UTF-8";
        return response.WriteAsync(json, response.HttpContext.RequestAborted);
    }

    // The pairs that google/rpc/code.proto names, for what a refusal can be.
    private static (int Code, string Name) Named(StatusCode code) => code switch
    {
        StatusCode.InvalidArgument => (StatusCodes.Status400BadRequest, "INVALID_ARGUMENT"),
        StatusCode.OutOfRange => (StatusCodes.Status400BadRequest, "OUT_OF_RANGE"),
        StatusCode.FailedPrecondition => (StatusCodes.Status400BadRequest, "FAILED_PRECONDITION"),
        StatusCode.ResourceExhausted => (StatusCodes.Status429TooManyRequests, "RESOURCE_EXHAUSTED"),
        StatusCode.Unavailable => (StatusCodes.Status503ServiceUnavailable, "UNAVAILABLE"),
        StatusCode.NotFound => (StatusCodes.Status404NotFound, "NOT_FOUND"),
        StatusCode.AlreadyExists => (StatusCodes.Status409Conflict, "ALREADY_EXISTS"),
        StatusCode.Unimplemented => (StatusCodes.Status501NotImplemented, "UNIMPLEMENTED"),
        _ => (StatusCodes.Status500InternalServerError, "INTERNAL"),
    };
}
