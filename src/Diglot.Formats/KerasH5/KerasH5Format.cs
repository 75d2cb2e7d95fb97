namespace Diglot.Formats.KerasH5;

/// <summary>
/// Keras models and weights in bare HDF5. Whole models and legacy weights (Keras 1, 2 and 3): root attributes
/// <c>model_config</c>, <c>training_config</c>, <c>keras_version</c>, <c>backend</c>; group <c>model_weights</c> (in weights
/// files the root itself) with the attribute <c>layer_names</c> and a group a layer with <c>weight_names</c>; group
/// <c>optimizer_weights</c>. Keras 3's <c>.weights.h5</c>: a tree of objects with their variables.
/// https://keras.io/api/models/model_saving_apis/
/// </summary>
public static class KerasH5Format
{
    internal const string ModelConfig = "model_config";
    internal const string TrainingConfig = "training_config";
    internal const string KerasVersion = "keras_version";
    internal const string Backend = "backend";
    internal const string ModelWeights = "model_weights";
    internal const string OptimizerWeights = "optimizer_weights";
    internal const string LayerNames = "layer_names";
    internal const string WeightNames = "weight_names";

    /// <summary>The catalogue's entry.</summary>
    public static FileFormat Instance { get; } = new("Keras HDF5", [".weights.h5", ".h5", ".hdf5", ".keras"], KerasH5Detector.Matches);
}
