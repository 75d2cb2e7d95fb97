namespace Diglot.Formats.ExportedProgram;

/// <summary>The length of an axis: a number, or an expression of lengths that are open.</summary>
/// <param name="Number">The number; null where the length is open.</param>
/// <param name="Expression">Which open length it is: equal expressions are equal lengths.</param>
public readonly record struct ExportedLength(long? Number, string? Expression = null)
{
    /// <inheritdoc/>
    public override string ToString() => Number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "None";
}
