namespace Diglot.Graph;

/// <summary>A tensor that flows through the graph: an input of the network, or one result of a node.</summary>
/// <param name="name">Its name: that of the input, or of the layer that gives it.</param>
/// <param name="shape">Length of each axis, batch included.</param>
/// <param name="type">Element type.</param>
public sealed class Value(string name, ValueShape shape, DType type = DType.Float32)
{
    /// <summary>Its name: that of the input, or of the layer that gives it.</summary>
    public string Name { get; } = name;

    /// <summary>Length of each axis, batch included.</summary>
    public ValueShape Shape { get; } = shape;

    /// <summary>Element type.</summary>
    public DType Type { get; private set; } = type;

    /// <summary>The node that gives it; null for inputs of the network.</summary>
    public Node? Producer { get; internal set; }

    /// <summary>Says of an input that its elements are whole numbers, as the layer behind it shows.</summary>
    public void BecomeWhole() => Type = Producer is null ? DType.Int64 : Type;

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Shape}";
}
