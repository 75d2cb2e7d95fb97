namespace Diglot.Formats.ExportedProgram;

/// <summary>Something that a program takes.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name in the program; empty for what is no tensor.</param>
/// <param name="Target">Of weights the key in the network's state: <c>conv.weight</c>; of other inputs empty.</param>
public sealed record ExportedInput(ExportedInputKind Kind, string Name, string Target = "");
