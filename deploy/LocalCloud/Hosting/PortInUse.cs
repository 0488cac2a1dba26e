using Microsoft.AspNetCore.Connections;

namespace Shop.LocalCloud.Hosting;

/// <summary>Says which option chooses another port.</summary>
internal static class PortInUse
{
    public static SuiteFailedException Of(string option, int port) =>
        new($"port {port} is in use by another process: end that one, or choose another port with {option}");

    /// <exception cref="SuiteFailedException">The port that a server was to start on is in use.</exception>
    public static async Task ExplainAsync(Task start, params (string Option, int Port)[] ports)
    {
        try
        {
            await start;
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException)
        {
            // Of several ports, the fault names the one that it is about.
            var (option, port) = ports.FirstOrDefault(
                each => fault.Message.Contains($":{each.Port}:", StringComparison.Ordinal), ports[0]);
            throw Of(option, port);
        }
    }
}
