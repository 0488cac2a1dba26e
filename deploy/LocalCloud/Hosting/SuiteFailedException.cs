namespace Shop.LocalCloud.Hosting;

/// <summary>
/// The suite cannot run, for a reason that a person can do something about: the message says what.
/// </summary>
internal sealed class SuiteFailedException(string message) : Exception(message);
