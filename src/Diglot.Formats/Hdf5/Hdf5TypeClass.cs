namespace Diglot.Formats.Hdf5;

/// <summary>Kinds of stored elements.</summary>
public enum Hdf5TypeClass
{
    /// <summary>Integer of 1 to 8 bytes.</summary>
    Integer,

    /// <summary>IEEE float, or bfloat16.</summary>
    Float,

    /// <summary>h5py's truth value: an enumeration of FALSE and TRUE over one byte.</summary>
    Boolean,

    /// <summary>Text in a field of fixed width.</summary>
    FixedString,

    /// <summary>Text of any length.</summary>
    VariableString,

    /// <summary>Bytes without meaning to HDF5; how Keras stores bfloat16.</summary>
    Opaque,

    /// <summary>Anything else: compound, reference, array, sequence, time, bit field.</summary>
    Other,
}
