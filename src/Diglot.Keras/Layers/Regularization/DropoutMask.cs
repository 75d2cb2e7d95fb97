using Diglot.Tensors.Random;

namespace Diglot.Keras.Layers.Regularization;

/// <summary>What training multiplies an input with: 0 with a probability, otherwise 1 / (1 − rate).</summary>
internal static class DropoutMask
{
    /// <summary>The input times a mask that broadcasts to it.</summary>
    public static Tensor Apply(Tensor inputs, Shape shape, double rate, KerasSeedGenerator seeds)
        => inputs * Kept(shape, rate, seeds, rate == 1 ? 0 : (float)(1 / (1 - rate))).To(inputs.Type);

    /// <summary>A mask; an element is kept where a uniform number reaches the rate.</summary>
    public static Tensor Kept(Shape shape, double rate, KerasSeedGenerator seeds, float kept = 1)
    {
        var mask = new float[shape.Length];
        TensorFlowRandom.Uniform(mask, seeds.Next());
        var least = (float)rate;
        for (var i = 0; i < mask.Length; i++)
        {
            mask[i] = mask[i] >= least ? kept : 0;
        }

        return Tensor.From(mask, shape);
    }

    /// <summary>The shape of the mask: as given, unknown lengths being the input's, or the input's own.</summary>
    public static Shape ShapeFor(Tensor inputs, PartialShape? given) => given is { } shape ? new Shape([.. shape.Select((length, axis) => length ?? inputs.Shape[axis])]) : inputs.Shape;
}
