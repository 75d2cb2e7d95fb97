using System.Text.Json.Nodes;

namespace Diglot.Keras.Constraints;

/// <summary>Vectors along an axis are shortened to a largest norm. See keras.io/api/layers/constraints. PyTorch: done by hand after the optimizer's step.</summary>
/// <param name="max_value">Largest norm.</param>
/// <param name="axis">The axis of the vectors.</param>
[Face("keras.constraints")]
public sealed class MaxNorm(double max_value = 2, int axis = 0) : Constraint
{
    /// <inheritdoc/>
    public override Tensor Call(Tensor x)
    {
        var norms = x.Square().Sum([axis], keepAxes: true).Sqrt();
        return x * (norms.Clamp(0, max_value) / (norms + 1e-7));
    }

    /// <inheritdoc/>
    public override JsonObject get_config() => new() { ["max_value"] = max_value, ["axis"] = axis };
}
