using System.Text.Json.Nodes;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Regularizers;

/// <summary>
/// Draws the rows (or columns) of a matrix towards right angles: factor times the mean of |cos| over all pairs.
/// See keras.io/api/layers/regularizers/#orthogonalregularizer-class.
/// </summary>
[Face("keras.regularizers")]
public sealed class OrthogonalRegularizer : Regularizer
{
    private readonly double _factor;
    private readonly string _mode;

    /// <summary>Makes the regularizer.</summary>
    /// <param name="factor">Strength.</param>
    /// <param name="mode">"rows" or "columns".</param>
    public OrthogonalRegularizer(double factor = 0.01, string mode = "rows")
        => (_factor, _mode) = (factor, Choices.Require(nameof(mode), mode, "rows", "columns"));

    /// <inheritdoc/>
    public override Tensor Call(Tensor x)
    {
        if (x.Rank != 2)
        {
            throw new ArgumentException($"Inputs to OrthogonalRegularizer must have rank 2; received shape {x.Shape}.");
        }

        var rows = _mode == "rows" ? x : x.Transpose();
        var size = rows.Shape[0];
        var unit = rows / rows.Square().Sum([1], keepAxes: true).Sqrt().Clamp(low: 1e-12);
        var cosines = Tensor.MatMul(unit, unit.Transpose()).Abs();
        var pairs = size * (size - 1) / 2.0;
        return (cosines.Sum() - cosines.Diagonal().Sum()) * (_factor * 0.5 / pairs);
    }

    /// <inheritdoc/>
    public override JsonObject get_config() => new() { ["factor"] = _factor, ["mode"] = _mode };
}
