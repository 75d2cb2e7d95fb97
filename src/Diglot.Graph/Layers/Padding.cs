namespace Diglot.Graph.Layers;

/// <summary>What is added around the axes of positions.</summary>
public sealed record Padding
{
    private Padding(bool isSame, IReadOnlyList<(int Before, int After)>? sides) => (IsSame, Sides) = (isSame, sides);

    /// <summary>Nothing.</summary>
    public static Padding None { get; } = new(false, null);

    /// <summary>As much as makes the result ⌈length / stride⌉ long; what cannot be halved goes to the end (TensorFlow's rule).</summary>
    public static Padding Same { get; } = new(true, null);

    /// <summary>Whether the amount follows from the length.</summary>
    public bool IsSame { get; }

    /// <summary>Elements before and after for each axis of positions; null for none, and for <see cref="Same"/>.</summary>
    public IReadOnlyList<(int Before, int After)>? Sides { get; }

    /// <summary>These many.</summary>
    public static Padding Of(IReadOnlyList<(int Before, int After)> sides) => sides.All(static side => side == (0, 0)) ? None : new(false, sides);
}
