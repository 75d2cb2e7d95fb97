using Diglot.Tensors.Random;

namespace Diglot.Keras.Layers.Regularization;

/// <summary>Layers that disturb their input by random numbers in training and give it back in inference; any shape, result of the same shape.</summary>
public abstract class NoiseLayer : Layer, IRandomLayer
{
    private protected NoiseLayer(bool draws, long? seed, string? name, bool trainable, DTypePolicy? dtype)
        : base(name, trainable, dtype) => (this.seed, Seeds) = (seed, draws ? new(seed) : null);

    /// <summary>Makes the noise repeatable.</summary>
    public long? seed { get; }

    /// <summary>Where random numbers come from; null where there is no noise.</summary>
    public KerasSeedGenerator? Seeds { get; }

    /// <inheritdoc/>
    private protected override bool PassesMask => true;

    /// <inheritdoc/>
    protected override bool BuiltAtOnce => true;

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape) => inputShape;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training) => training && Seeds is not null ? Disturb(inputs, Seeds) : inputs;

    /// <summary>What training does to the input.</summary>
    private protected abstract Tensor Disturb(Tensor inputs, KerasSeedGenerator seeds);

    /// <summary>Normal random numbers in the shape and type of an input.</summary>
    private protected static Tensor Normal(Tensor like, KerasSeedGenerator seeds, double mean, double stddev)
    {
        var noise = new float[like.Shape.Length];
        TensorFlowRandom.Normal(noise, seeds.Next(), (float)mean, (float)stddev);
        return Tensor.From(noise, like.Shape).To(like.Type);
    }
}
