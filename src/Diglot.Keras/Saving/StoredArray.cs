using Diglot.Formats;

namespace Diglot.Keras.Saving;

/// <summary>Stored arrays into variables.</summary>
internal static class StoredArray
{
    /// <summary>Fills a variable from a file.</summary>
    /// <exception cref="FileFormatException">The shapes differ.</exception>
    public static void Fill(Layers.Variable variable, TensorData data, string place)
    {
        if (!variable.shape.Select(static length => (long)length).SequenceEqual(data.Shape))
        {
            throw new FileFormatException(FileFault.WeightsMismatch, $"Stored weights have the shapes of the model's ({variable.path})", place, $"{variable.shape}", $"({string.Join(", ", data.Shape)})", "The file belongs to another model.");
        }

        variable.assign(data.ToNDArray());
    }
}
