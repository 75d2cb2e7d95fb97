using Diglot.Tensors;

namespace Diglot.Formats.Hdf5;

/// <summary>A named array.</summary>
public sealed class Hdf5Dataset : Hdf5Object
{
    /// <summary>An array to be written; one of bfloat16 gets the attribute by which Keras knows it again.</summary>
    public Hdf5Dataset(TensorData data)
        : this(Hdf5Value.Of(data))
    {
        if (data.Type == DType.BFloat16)
        {
            Attributes.Add("dtype", Hdf5Value.Of("bfloat16"));
        }
    }

    /// <summary>An array of numbers or texts to be written.</summary>
    public Hdf5Dataset(Hdf5Value value)
        : base("", null) => Value = value;

    internal Hdf5Dataset(string path, Hdf5Value value, Func<OrderedDictionary<string, Hdf5Value>> attributes)
        : base(path, attributes) => Value = value;

    /// <summary>Type, shape and elements, whatever they are.</summary>
    public Hdf5Value Value { get; }

    /// <summary>The elements as numbers; their bytes are read on first use.</summary>
    /// <exception cref="FileFormatException">The elements are text or of a kind that is not read, or the array cannot be what it claims.</exception>
    public TensorData Data => Value.Numbers;
}
