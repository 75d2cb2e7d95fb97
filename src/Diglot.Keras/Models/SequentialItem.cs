using Diglot.Keras.Layers;
using Diglot.Keras.Layers.Core;

namespace Diglot.Keras.Models;

/// <summary>What a chain consists of: layers, and at its start <c>keras.Input(…)</c>.</summary>
public readonly struct SequentialItem
{
    private SequentialItem(Layer layer) => Layer = layer;

    /// <summary>The layer.</summary>
    public Layer Layer { get; }

    /// <summary>A layer.</summary>
    public static implicit operator SequentialItem(Layer layer) => new(layer);

    /// <summary>An input: the layer that announced it.</summary>
    /// <exception cref="ArgumentException">The tensor is the result of another layer.</exception>
    public static implicit operator SequentialItem(KerasTensor input) => input.Node?.Layer is InputLayer layer ? new(layer)
        : throw new ArgumentException($"A chain consists of layers, and may begin with keras.Input(…); {input} is the result of another layer. Use keras.Model for graphs.");
}
