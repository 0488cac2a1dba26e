namespace Shop.LocalCloud.Hosting;

internal static class PortInUse
{
    public static SuiteFailedException Of(string option, int port) =>
        new($"port {port} is in use by another process: end that one, or choose another port with {option}");
}
