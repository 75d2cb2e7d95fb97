namespace Diglot.Formats.ExportedProgram;

/// <summary>What a program takes.</summary>
public enum ExportedInputKind
{
    /// <summary>A tensor that the caller gives.</summary>
    User,

    /// <summary>A parameter of a module.</summary>
    Parameter,

    /// <summary>A buffer of a module.</summary>
    Buffer,

    /// <summary>A tensor made outside the network's state.</summary>
    Constant,

    /// <summary>A number, a text or an object.</summary>
    Other,
}
