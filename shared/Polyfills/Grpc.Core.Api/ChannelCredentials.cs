namespace Grpc.Core;

/// <summary>What protects a connection; who is calling is not part of it.</summary>
public abstract class ChannelCredentials
{
    /// <summary>No encryption at all: for servers on this machine.</summary>
    public static ChannelCredentials Insecure { get; } = new Transport(secure: false);

    /// <summary>TLS with the certificate authorities of the machine.</summary>
    public static ChannelCredentials SecureSsl { get; } = new Transport(secure: true);

    internal abstract bool IsSecure { get; }

    private sealed class Transport(bool secure) : ChannelCredentials
    {
        internal override bool IsSecure => secure;
    }
}
