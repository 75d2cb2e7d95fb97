namespace Diglot.Formats.KerasH5;

/// <summary>The three ways in which Keras uses a bare HDF5 file.</summary>
public enum KerasH5Kind
{
    /// <summary><c>model.save('….h5')</c>: configuration, weights and optimizer state.</summary>
    WholeModel,

    /// <summary><c>save_weights('….h5')</c> of Keras 2 and older: weights by layer name.</summary>
    LegacyWeights,

    /// <summary><c>save_weights('….weights.h5')</c> of Keras 3: variables by the objects that own them.</summary>
    Variables,
}
