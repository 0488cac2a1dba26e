namespace SixLabors.ImageSharp.Processing;

public enum AnchorPositionMode
{
    Center,
    Top,
    Bottom,
    Left,
    Right,
    TopLeft,
    TopRight,
    BottomRight,
    BottomLeft,
}

public enum FlipMode
{
    None,
    Horizontal,
    Vertical,
}

public enum ResizeMode
{
    /// <summary>Fills the size, cutting off what sticks out.</summary>
    Crop,

    /// <summary>Fits inside the size, filling the rest with the pad colour; enlarges.</summary>
    Pad,

    /// <summary>As <see cref="Pad"/>, but never enlarges.</summary>
    BoxPad,

    /// <summary>Fits inside the size, and is as small as that makes it; enlarges.</summary>
    Max,

    /// <summary>Shrinks until the shorter side has its length.</summary>
    Min,

    /// <summary>Takes the size whatever becomes of the proportions.</summary>
    Stretch,

    /// <summary>Places the image on <see cref="ResizeOptions.TargetRectangle"/>.</summary>
    Manual,
}

/// <summary>Clockwise quarter turns, in degrees.</summary>
public enum RotateMode
{
    None,
    Rotate90 = 90,
    Rotate180 = 180,
    Rotate270 = 270,
}
