namespace Diglot.Formats.ExportedProgram;

/// <summary>A value of the program that an argument names: a tensor, or a length that is open (<c>sym_size_int_1</c>).</summary>
/// <param name="Name">Its name.</param>
public sealed record ExportedName(string Name)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
