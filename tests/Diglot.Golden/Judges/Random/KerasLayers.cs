namespace Diglot.Golden.Judges.Random;

/// <summary>
/// The layers of the Keras tables: which default seeds their constructors draw, and which of those the weights use. A recurrent cell draws one
/// more for its dropout, SimpleRNN before the weights, LSTM and GRU after them; Bidirectional and MultiHeadAttention copy layers from configurations, which draws anew.
/// </summary>
internal static class KerasLayers
{
    /// <summary>Seeds drawn in all, and the weights in order: an initialiser with the number of its draw, or a constant.</summary>
    public static (int Draws, (string Initializer, int Draw)[] Weights)? Plan(string layer) => layer switch
    {
        "Dense(4)" or "Conv2D(3, (3, 2))" or "Conv1D(4, 3)" or "DepthwiseConv2D(3, depth_multiplier=2)" or "Conv2DTranspose(2, 3)"
            => (1, [("GlorotUniform", 0), ("zeros", 0)]),
        "SeparableConv2D(4, 3)" => (2, [("GlorotUniform", 0), ("GlorotUniform", 1), ("zeros", 0)]),
        "LSTM(4)" => (3, [("GlorotUniform", 0), ("Orthogonal", 1), ("forget", 0)]),
        "SimpleRNN(3)" => (3, [("GlorotUniform", 1), ("Orthogonal", 2), ("zeros", 0)]),
        "GRU(3)" => (3, [("GlorotUniform", 0), ("Orthogonal", 1), ("zeros", 0)]),
        "Embedding(7, 3)" => (1, [("RandomUniform", 0)]),
        "Dense(3, kernel_initializer='he_normal')" => (1, [("HeNormal", 0), ("zeros", 0)]),
        "Dense(3, kernel_initializer='orthogonal', bias_initializer='random_normal')" => (2, [("Orthogonal", 0), ("RandomNormal", 1)]),
        "Bidirectional(keras.layers.LSTM(3))"
            => (9, [("GlorotUniform", 3), ("Orthogonal", 4), ("forget", 0), ("GlorotUniform", 6), ("Orthogonal", 7), ("forget", 0)]),
        "BatchNormalization()" => (0, [("ones", 0), ("zeros", 0), ("zeros", 0), ("ones", 0)]),
        "MultiHeadAttention(2, 3)"
            => (5, [("GlorotUniform", 1), ("zeros", 0), ("GlorotUniform", 2), ("zeros", 0), ("GlorotUniform", 3), ("zeros", 0), ("GlorotUniform", 4), ("zeros", 0)]),
        "EinsumDense('abc,cd->abd', output_shape=(None, 4))" => (1, [("GlorotUniform", 0)]),
        _ => null,
    };

    /// <summary>MultiHeadAttention's kernels are drawn as matrices from width to heads and back, which decides their fans.</summary>
    public static int[] DrawnShape(string layer, int[] shape)
    {
        if (!layer.StartsWith("MultiHead", StringComparison.Ordinal) || shape.Length < 3)
        {
            return shape;
        }

        return shape[2] == 5 ? [shape[0] * shape[1], shape[2]] : [shape[0], shape[1] * shape[2]];
    }

    /// <summary>A weight without draws.</summary>
    public static double[]? Constant(string initializer, int size) => initializer switch
    {
        "zeros" => new double[size],
        "ones" => [.. Enumerable.Repeat(1.0, size)],
        "forget" => [.. Enumerable.Range(0, size).Select(i => i / (size / 4) == 1 ? 1.0 : 0.0)],
        _ => null,
    };
}
