namespace Diglot.Conversion;

/// <summary>Something that the user of a conversion should know.</summary>
/// <param name="Kind">What sort of thing.</param>
/// <param name="Path">The layer that it concerns; empty for the whole model.</param>
/// <param name="Text">What, in one or two sentences.</param>
public sealed record ConversionNote(NoteKind Kind, string Path, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Path.Length == 0 ? Text : $"{Path}: {Text}";
}
