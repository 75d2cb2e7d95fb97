using Diglot.Formats.Pickle;

namespace Diglot.Formats.TorchArchive;

/// <summary>A file that may be stored as bytes inside another one: how deep it lies, and what all of them may still make together.</summary>
internal sealed class TorchNesting
{
    public int Depth { get; private init; }

    public PickleBudget Budget { get; private init; } = new();

    public TorchNesting Deeper() => new() { Depth = Depth + 1, Budget = Budget };
}
