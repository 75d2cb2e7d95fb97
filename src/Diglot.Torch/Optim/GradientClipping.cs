using Diglot.Autograd;
using Diglot.Autograd.Tape;
using Diglot.Tensors;
using Diglot.Tensors.Operators;

namespace Diglot.Torch.Optim;

/// <summary>Limits gradients before an optimizer's step: <c>nn.utils.clip_grad_norm_</c> and <c>clip_grad_value_</c>.</summary>
/// <remarks>Source: pytorch.org/docs/stable/generated/torch.nn.utils.clip_grad_norm_.html. Keras: the optimizer's <c>clipnorm</c>, <c>global_clipnorm</c> and <c>clipvalue</c>.</remarks>
[Face("nn.utils")]
public static class GradientClipping
{
    /// <summary>Scales all gradients together so that their norm is at most <paramref name="max_norm"/>: g ← g · min(1, max_norm / (norm + 1e-6)).</summary>
    /// <param name="parameters">Parameters; those without a gradient are left out.</param>
    /// <param name="max_norm">Largest norm.</param>
    /// <param name="norm_type">The p of the p-norm; infinity for the largest absolute value.</param>
    /// <param name="error_if_nonfinite">Whether a norm that is NaN or infinite is an error.</param>
    /// <returns>The norm of all gradients as one vector, before scaling.</returns>
    /// <exception cref="InvalidOperationException">The norm is not finite and that was to be an error.</exception>
    public static Tensor clip_grad_norm_(IEnumerable<Tensor> parameters, double max_norm, double norm_type = 2, bool error_if_nonfinite = false)
    {
        using var mode = GradientMode.Disable();
        var gradients = parameters.Select(parameter => parameter.Grad).OfType<Tensor>().ToArray();
        if (gradients.Length == 0)
        {
            return Tensor.Scalar(0);
        }

        var norms = Tensor.Stack([.. gradients.Select(gradient => Norm(gradient, norm_type))]);
        var total = Norm(norms, norm_type);
        if (error_if_nonfinite && !double.IsFinite(total.Item<double>()))
        {
            throw new InvalidOperationException($"The total norm of order {norm_type} for gradients is {total.Item<double>()}, so it cannot be clipped. Lower the learning rate, or pass error_if_nonfinite: false.");
        }

        var factor = (max_norm / (total + 1e-6)).Clamp(high: 1);
        foreach (var gradient in gradients)
        {
            gradient.Data.Update<Multiply>(factor.Data);
        }

        return total;
    }

    /// <summary>Limits each element of each gradient to −clip_value … clip_value.</summary>
    /// <param name="parameters">Parameters; those without a gradient are left out.</param>
    /// <param name="clip_value">Largest absolute value.</param>
    public static void clip_grad_value_(IEnumerable<Tensor> parameters, double clip_value)
    {
        using var mode = GradientMode.Disable();
        foreach (var gradient in parameters.Select(parameter => parameter.Grad).OfType<Tensor>())
        {
            gradient.Data.Update<Minimum>(NDArray.Full([], clip_value, gradient.Type));
            gradient.Data.Update<Maximum>(NDArray.Full([], -clip_value, gradient.Type));
        }
    }

    private static Tensor Norm(Tensor x, double order)
        => double.IsPositiveInfinity(order) ? x.Abs().Max([])
            : order == 2 ? x.Square().Sum().Sqrt()
            : x.Abs().Power(order).Sum().Power(1 / order);
}
