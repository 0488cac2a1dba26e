namespace Shop.LocalCloud.Hosting;

/// <summary>Starts one function; a test puts a scripted one in its place.</summary>
internal interface IFunctionLauncher
{
    IFunctionProcess Launch();
}

/// <summary>One start of a function. Disposing ends it and waits until it is gone.</summary>
internal interface IFunctionProcess : IAsyncDisposable
{
    Uri Address { get; }

    /// <summary>Ends with the exit code, after the last line of output was read.</summary>
    Task<int> Exited { get; }

    /// <summary>
    /// The last lines that it wrote, oldest first: what a person needs to see why it ended.
    /// </summary>
    IReadOnlyList<string> LastLines { get; }

    Task UntilAnswersAsync(CancellationToken cancellationToken);

    /// <summary>Ends it at once, with no chance to finish anything.</summary>
    void Kill();
}
