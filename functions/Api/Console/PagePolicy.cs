namespace Shop.Api.Console;

/// <summary>
/// What the pages may do. Names of images, problems and events come from elsewhere; the pages show them as text only,
/// and with these policies a mistake there still runs nothing and sends nothing elsewhere.
/// </summary>
internal static class PagePolicy
{
    private const string Storage = "https://storage.googleapis.com";

    private const string Common =
        "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'; require-trusted-types-for 'script'; ";

    public static string Docs { get; } = Common + "img-src 'self'; connect-src 'self'";

    /// <summary>Images are read with the caller's token, which no image element can send, and shown as blobs.</summary>
    /// <param name="emulator"><c>STORAGE_EMULATOR_HOST</c>: where uploads go instead of Cloud Storage.</param>
    public static string Console(string? emulator) =>
        Common + $"img-src 'self' blob:; connect-src 'self' {(emulator is null ? Storage : OriginOf(emulator))}";

    // With or without its scheme, as the emulators of Google are named. What is no address allows no uploads, rather
    // than letting a word of the environment become a word of the policy.
    private static string OriginOf(string emulator) =>
        Uri.TryCreate(
            emulator.Contains("://", StringComparison.Ordinal) ? emulator : "http://" + emulator, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
            ? uri.GetLeftPart(UriPartial.Authority)
            : "";
}
