using Diglot.Tensors.Operators;

namespace Diglot.Keras.Optimizers;

/// <summary>Limits gradients as an optimizer's arguments say.</summary>
internal static class Clipping
{
    public static IReadOnlyList<NDArray> Clip(IReadOnlyList<NDArray> gradients, OptimizerOptions options)
    {
        if (options.ClipNorm is { } norm)
        {
            return [.. gradients.Select(gradient => Scaled(gradient, Norm(gradient), norm))];
        }

        if (options.GlobalClipNorm is { } global)
        {
            var total = Math.Sqrt(gradients.Sum(gradient => Math.Pow(Norm(gradient), 2)));
            return [.. gradients.Select(gradient => Scaled(gradient, total, global))];
        }

        return options.ClipValue is { } limit
            ? [.. gradients.Select(gradient => NDArray.Binary<Maximum>(NDArray.Binary<Minimum>(gradient, limit), -limit))]
            : gradients;
    }

    private static double Norm(NDArray gradient) => Math.Sqrt(gradient.Number<Square>().Sum().Item<double>());

    private static NDArray Scaled(NDArray gradient, double norm, double limit)
        => norm > limit ? NDArray.Binary<Multiply>(gradient, limit / norm) : gradient;
}
