namespace Shop.ImageProcessor.Images;

/// <summary>Why an image can never be processed.</summary>
/// <param name="Reason">One of <see cref="Contracts.ImageFailureReasons"/>.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record ImageFault(string Reason, string Message);
