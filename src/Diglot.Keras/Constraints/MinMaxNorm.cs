using System.Text.Json.Nodes;

namespace Diglot.Keras.Constraints;

/// <summary>Norms of vectors along an axis are drawn between two values. See keras.io/api/layers/constraints. PyTorch: done by hand after the optimizer's step.</summary>
/// <param name="min_value">Least norm.</param>
/// <param name="max_value">Largest norm.</param>
/// <param name="rate">How far towards them in one step, 0 … 1.</param>
/// <param name="axis">The axis of the vectors.</param>
[Face("keras.constraints")]
public sealed class MinMaxNorm(double min_value = 0, double max_value = 1, double rate = 1, int axis = 0) : Constraint
{
    /// <inheritdoc/>
    public override Tensor Call(Tensor x)
    {
        var norms = x.Square().Sum([axis], keepAxes: true).Sqrt();
        var wanted = (norms.Clamp(min_value, max_value) * rate) + (norms * (1 - rate));
        return x * (wanted / (norms + 1e-7));
    }

    /// <inheritdoc/>
    public override JsonObject get_config() => new() { ["min_value"] = min_value, ["max_value"] = max_value, ["rate"] = rate, ["axis"] = axis };
}
