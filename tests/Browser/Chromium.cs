namespace Shop.BrowserTests;

/// <summary>The browser of this machine. Playwright's own would be a download of its own, from elsewhere.</summary>
internal static class Chromium
{
    private static readonly string[] _paths =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ];

    /// <summary>Null where there is none.</summary>
    public static string? Path { get; } = Array.Find(_paths, File.Exists);

    public const string Missing = "Chromium is not installed (Debian, Ubuntu: sudo apt-get install chromium).";
}
