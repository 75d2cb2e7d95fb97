using Diglot.Tensors.Random;

namespace Diglot.Keras.Layers.Regularization;

/// <summary>What training multiplies an input with: 0 with a probability, otherwise 1 / (1 − rate).</summary>
internal static class DropoutMask
{
    /// <summary>The input times a mask that broadcasts to it; an element is kept where a uniform number reaches the rate.</summary>
    public static Tensor Apply(Tensor inputs, Shape shape, double rate, KerasSeedGenerator seeds)
    {
        var mask = new float[shape.Length];
        TensorFlowRandom.Uniform(mask, seeds.Next());
        var (least, kept) = ((float)rate, rate == 1 ? 0 : (float)(1 / (1 - rate)));
        for (var i = 0; i < mask.Length; i++)
        {
            mask[i] = mask[i] >= least ? kept : 0;
        }

        return inputs * Tensor.From(mask, shape).To(inputs.Type);
    }
}
