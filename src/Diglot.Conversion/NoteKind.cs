namespace Diglot.Conversion;

/// <summary>Sorts of notes.</summary>
public enum NoteKind
{
    /// <summary>What was done so that both sides compute the same: a padding made explicit, a weight permuted.</summary>
    Adapted,

    /// <summary>Where the frameworks differ and the user has to mind it: loss forms, input layout.</summary>
    Differs,

    /// <summary>What the target does not keep: a regularizer, a constraint.</summary>
    Lost,

    /// <summary>A fault of the file that was repaired while reading.</summary>
    Repaired,
}
