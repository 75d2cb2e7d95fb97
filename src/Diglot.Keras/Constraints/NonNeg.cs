using System.Text.Json.Nodes;

namespace Diglot.Keras.Constraints;

/// <summary>Negative values become 0. See keras.io/api/layers/constraints. PyTorch: done by hand after the optimizer's step.</summary>
[Face("keras.constraints")]
public sealed class NonNeg : Constraint
{
    /// <inheritdoc/>
    public override Tensor Call(Tensor x)
    {
        return x.Relu();
    }

    /// <inheritdoc/>
    public override JsonObject get_config() => new() {  };
}
