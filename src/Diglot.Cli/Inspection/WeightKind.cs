using System.Text.Json.Serialization;

namespace Diglot.Cli.Inspection;

/// <summary>What an array counts as.</summary>
internal enum WeightKind
{
    /// <summary>Part of the model: what Keras counts under "Total params" (moving averages too) and PyTorch under <c>parameters()</c>.</summary>
    [JsonStringEnumMemberName("parameter")]
    Parameter,

    /// <summary>PyTorch's batch statistics, which are not among <c>parameters()</c>.</summary>
    [JsonStringEnumMemberName("buffer")]
    Buffer,

    /// <summary>State of a Keras layer's random numbers.</summary>
    [JsonStringEnumMemberName("random_state")]
    RandomState,

    /// <summary>What an operation of an ONNX graph takes beside weights: a shape, axes.</summary>
    [JsonStringEnumMemberName("constant")]
    Constant,
}
