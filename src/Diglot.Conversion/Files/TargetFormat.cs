namespace Diglot.Conversion.Files;

/// <summary>What a target file is to be, by its ending.</summary>
public enum TargetFormat
{
    /// <summary><c>.pt</c>, <c>.pth</c>, <c>.bin</c>: a state_dict, or a whole Sequential.</summary>
    Torch,

    /// <summary><c>.safetensors</c> with PyTorch's keys.</summary>
    Safetensors,

    /// <summary><c>.npz</c> with PyTorch's keys.</summary>
    Npz,

    /// <summary><c>.keras</c>.</summary>
    Keras,

    /// <summary><c>.h5</c>, <c>.hdf5</c>: a whole Keras model.</summary>
    KerasH5,

    /// <summary><c>.weights.h5</c>: weights of a Keras model.</summary>
    KerasWeights,
}
