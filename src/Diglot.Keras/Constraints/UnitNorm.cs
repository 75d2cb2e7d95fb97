using System.Text.Json.Nodes;

namespace Diglot.Keras.Constraints;

/// <summary>Vectors along an axis get norm 1. See keras.io/api/layers/constraints. PyTorch: done by hand after the optimizer's step.</summary>
/// <param name="axis">The axis of the vectors.</param>
[Face("keras.constraints")]
public sealed class UnitNorm(int axis = 0) : Constraint
{
    /// <inheritdoc/>
    public override Tensor Call(Tensor x)
    {
        return x / (x.Square().Sum([axis], keepAxes: true).Sqrt() + 1e-7);
    }

    /// <inheritdoc/>
    public override JsonObject get_config() => new() { ["axis"] = axis };
}
