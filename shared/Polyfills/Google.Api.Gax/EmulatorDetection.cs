namespace Google.Api.Gax;

/// <summary>What a client builder makes of the environment variable that names an emulator.</summary>
public enum EmulatorDetection
{
    /// <summary>The variable is not looked at.</summary>
    None = 0,

    /// <summary>Production only; a variable that is set is an error: somebody expects an emulator.</summary>
    ProductionOnly = 1,

    /// <summary>The emulator only; a missing variable is an error.</summary>
    EmulatorOnly = 2,

    /// <summary>The emulator where the variable is set, production elsewhere.</summary>
    EmulatorOrProduction = 3,
}
