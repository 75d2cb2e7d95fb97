using Diglot.Tensors.Random;

namespace Diglot.Keras.Utils;

/// <summary>Functions of <c>keras.utils</c>.</summary>
[Face("keras.utils")]
public static class NumericalUtilities
{
    /// <summary>Class numbers as rows of zeros with a one. See keras.io/api/utils/python_utils/#to_categorical-function.</summary>
    /// <param name="x">Class numbers; a last axis of length 1 is dropped.</param>
    /// <param name="num_classes">Number of classes; the largest number plus 1 if not given.</param>
    /// <returns>float32, one axis more.</returns>
    /// <exception cref="ArgumentException">A number does not lie in 0 … num_classes − 1.</exception>
    public static Tensor to_categorical(Tensor x, int? num_classes = null)
    {
        var shape = x.Rank > 1 && x.Shape[-1] == 1 ? x.Shape.AsSpan()[..^1].ToArray() : x.Shape.ToArray();
        var classes = x.ToArray<long>();
        var count = num_classes ?? (classes.Length == 0 ? 0 : (int)classes.Max() + 1);
        var values = new float[classes.Length * count];
        for (var i = 0; i < classes.Length; i++)
        {
            if (classes[i] < 0 || classes[i] >= count)
            {
                throw new ArgumentException($"to_categorical: the class number {classes[i]} at position {i} does not lie in 0 … {count - 1}. Give a larger num_classes, or number classes from 0.", nameof(x));
            }

            values[(i * count) + classes[i]] = 1;
        }

        return Tensor.From(values, (int[])[.. shape, count]);
    }

    /// <summary>Seeds everything random: Python's, NumPy's and the backend's generators, as Keras does. See keras.io/api/utils/python_utils/#set_random_seed-function.</summary>
    /// <param name="seed">0 … 2³² − 1.</param>
    public static void set_random_seed(long seed) => KerasRandom.SetRandomSeed(seed);
}
