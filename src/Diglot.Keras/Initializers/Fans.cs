using System.Text.Json.Nodes;
using Diglot.Keras.Saving;

namespace Diglot.Keras.Initializers;

/// <summary>How a weight's axes are counted: as inputs of a unit (fan-in) or as its outputs (fan-out).</summary>
/// <param name="InputAxes">Axes that count as inputs; null for the usual rule.</param>
/// <param name="OutputAxes">Axes that count as outputs; null for the usual rule.</param>
internal sealed record Fans(int[]? InputAxes, int[]? OutputAxes)
{
    /// <summary>
    /// Keras keeps weights as (…, inputs, outputs): the axes before are the receptive field and multiply both. A weight of one axis has fan-in and fan-out of its
    /// length, a scalar 1. Where both kinds of axes are named, only these count.
    /// </summary>
    /// <remarks>PyTorch keeps (outputs, inputs, …) and refuses weights of one axis.</remarks>
    public (long In, long Out) Of(Shape shape)
    {
        if (InputAxes is not null && OutputAxes is not null)
        {
            return (Product(shape, InputAxes), Product(shape, OutputAxes));
        }

        if (shape.Rank < 2)
        {
            return shape.Rank == 0 ? (1, 1) : (shape[0], shape[0]);
        }

        var field = shape.Take(shape.Rank - 2).Aggregate(1L, static (product, length) => product * length);
        return (shape[-2] * field, shape[-1] * field);
    }

    /// <summary>Adds the axes to a configuration.</summary>
    public void AddTo(JsonObject config) => (config["input_axes"], config["output_axes"]) = (InputAxes?.ToConfig(), OutputAxes?.ToConfig());

    private static long Product(Shape shape, int[] axes) => axes.Aggregate(1L, (product, axis) => product * shape[axis]);
}
