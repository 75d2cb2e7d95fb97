using Diglot.Tensors.Random;

namespace Diglot.Keras.Layers;

/// <summary>A layer that draws random numbers from a generator of its own, whose state files keep beside the weights.</summary>
public interface IRandomLayer
{
    /// <summary>The generator; null where the layer never draws.</summary>
    KerasSeedGenerator? Seeds { get; }
}
