namespace Diglot.Formats.KerasArchive;

/// <summary>
/// The <c>.keras</c> format (https://keras.io/guides/serialization_and_saving/): a zip of stored entries,
/// <c>config.json</c> (the model's architecture), <c>metadata.json</c> (version and date), <c>model.weights.h5</c>
/// (all variables in HDF5) and, for layers with vocabularies, <c>assets/</c>. Written by Keras 2.12 and later.
/// </summary>
public static class KerasArchiveFormat
{
    internal const string Config = "config.json";
    internal const string Metadata = "metadata.json";
    internal const string Weights = "model.weights.h5";
    internal const string Assets = "assets/";

    /// <summary>The catalogue's entry.</summary>
    public static FileFormat Instance { get; } = new("Keras archive", [".keras"], KerasArchiveDetector.Matches);
}
