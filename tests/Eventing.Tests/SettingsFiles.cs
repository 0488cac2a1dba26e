using Microsoft.Extensions.Configuration;

namespace Shop.Eventing.Tests;

public sealed class SettingsFiles
{
    [Fact]
    public void WatchedByTheHost_IsNotWatchedByAFunction()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection()
            .AddJsonFile("settings.json", optional: true, reloadOnChange: true);

        configuration.WatchNoFiles();

        var file = Assert.Single(configuration.Sources.OfType<FileConfigurationSource>());
        Assert.False(file.ReloadOnChange);
    }
}
