namespace Diglot.Conversion;

/// <summary>Choices that a conversion leaves to its user.</summary>
public sealed record ConversionOptions
{
    /// <summary>The usual choices.</summary>
    public static ConversionOptions Default { get; } = new();

    /// <summary>
    /// Whether a softmax or sigmoid at the end is left out, so that the network gives logits, as PyTorch's losses want them. Outputs then differ
    /// from the source's by that function.
    /// </summary>
    public bool Logits { get; init; }

    /// <summary>Whether <c>.pt</c> holds the whole module (nn.Sequential only) rather than its state_dict.</summary>
    public bool WholeModule { get; init; }

    /// <summary>Whether <c>.pt</c> holds a checkpoint, <c>{'model': state_dict, 'optimizer': state_dict}</c>, so that training can go on.</summary>
    public bool Checkpoint { get; init; }

    /// <summary>Whether the network is also written as programs beside the target: <c>model.py</c> for the target's framework, <c>model.cs</c> for this library's face.</summary>
    public bool Source { get; init; }

    /// <summary>Shapes of the inputs, batch axis left out, for PyTorch networks, which do not say them: <c>[1, 28, 28]</c>.</summary>
    public IReadOnlyList<int[]>? InputShapes { get; init; }

    /// <summary>The live network that a file of mere PyTorch weights belongs to.</summary>
    public Diglot.Torch.Api.nn.Module? Network { get; init; }
}
