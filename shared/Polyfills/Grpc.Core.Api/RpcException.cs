namespace Grpc.Core;

/// <summary>A remote call that did not succeed.</summary>
public class RpcException(Status status, string message) : Exception(message, status.DebugException)
{
    public RpcException(Status status)
        : this(status, status.ToString())
    {
    }

    public Status Status { get; } = status;

    public StatusCode StatusCode => Status.StatusCode;
}
