using System.Net.Sockets;
using Shop.Documents.Firestore;
using Shop.Documents.Tests.Contract;

namespace Shop.Documents.Tests.Firestore;

public sealed class ConnectionFaults
{
    // HttpClient throws it where a connection is reset just after it was made: Socket.RemoteEndPoint then has none.
    [Fact]
    public async Task BareSocketException_IsTroubleOfTheStore()
    {
        using var http = new HttpClient(new ResetAtOnce());
        using var store = new FirestoreDocumentStore(
            new FirestoreOptions("p") { EmulatorHost = "127.0.0.1:1" }, http, new ImpatientClock());

        var read = await Assert.ThrowsAsync<DocumentStoreException>(() => store.GetAsync("a/1"));
        var commit = await Assert.ThrowsAsync<DocumentStoreException>(() => store.CommitAsync(Values.Insert("a/1")));

        Assert.Equal(("UNAVAILABLE", "UNAVAILABLE"), (read.Status, commit.Status));
    }

    private sealed class ResetAtOnce : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromException<HttpResponseMessage>(new SocketException((int)SocketError.NotConnected));
    }
}
