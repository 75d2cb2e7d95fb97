using System.Text.Json.Nodes;
using Diglot.Formats.Hdf5;

namespace Diglot.Formats.KerasH5;

/// <summary>What Keras keeps in a bare HDF5 file.</summary>
public sealed record KerasH5File
{
    /// <summary>Which of the three kinds the file is.</summary>
    public required KerasH5Kind Kind { get; init; }

    /// <summary>The architecture (attribute <c>model_config</c>); whole models only.</summary>
    public JsonObject? ModelConfig { get; init; }

    /// <summary>How the model was compiled (attribute <c>training_config</c>), where it was.</summary>
    public JsonObject? TrainingConfig { get; init; }

    /// <summary>The version of Keras that wrote the file; files of Keras 1.0 have none.</summary>
    public string? KerasVersion { get; init; }

    /// <summary>The backend that wrote the file: <c>tensorflow</c>, <c>theano</c>, <c>jax</c> …</summary>
    public string? Backend { get; init; }

    /// <summary>Layers in the model's order, with weights in each layer's order; empty for <see cref="KerasH5Kind.Variables"/>.</summary>
    public IReadOnlyList<KerasH5Layer> Layers { get; init; } = [];

    /// <summary>Weights that belong to the model itself; null where the file has no place for them (before Keras 2.9).</summary>
    public KerasH5Layer? TopLevel { get; init; }

    /// <summary>The optimizer's variables in its order; null where they were not saved.</summary>
    public IReadOnlyList<KerasH5Weight>? OptimizerWeights { get; init; }

    /// <summary>The tree of variables, for <see cref="KerasH5Kind.Variables"/>; its layout is that of <see cref="KerasArchive.KerasVariables"/>.</summary>
    public Hdf5Group? Variables { get; init; }
}
