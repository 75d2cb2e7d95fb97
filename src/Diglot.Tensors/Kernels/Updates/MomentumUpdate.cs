using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Kernels.Updates;

/// <summary>
/// Gradient descent with momentum: a ← momentum · a + weight · g, p ← p − rate · a; Nesterov's form takes direct · g + momentum · a for the last a.
/// PyTorch: weight = 1 − dampening (1 in the first step), direct = 1, rate = lr. Keras: weight = direct = −lr, rate = −1.
/// </summary>
/// <param name="momentum">Share of the old slot.</param>
/// <param name="weight">Share of the gradient in the slot.</param>
/// <param name="direct">Share of the gradient in Nesterov's step.</param>
/// <param name="rate">Factor of the step.</param>
/// <param name="nesterov">Whether Nesterov's form is used.</param>
/// <param name="penalty">Weight decay through the gradient: g + penalty · p.</param>
/// <param name="sign">−1 to maximise.</param>
public readonly struct MomentumUpdate<T>(
    double momentum, double weight, double direct, double rate, bool nesterov, double penalty = 0, double sign = 1) : IUpdateRule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Vector256<T> _momentum = Vector256.Create(T.CreateChecked(momentum));
    private readonly Vector256<T> _weight = Vector256.Create(T.CreateChecked(weight));
    private readonly Vector256<T> _direct = Vector256.Create(T.CreateChecked(direct));
    private readonly Vector256<T> _rate = Vector256.Create(T.CreateChecked(rate));
    private readonly Vector256<T> _penalty = Vector256.Create(T.CreateChecked(penalty));
    private readonly Vector256<T> _sign = Vector256.Create(T.CreateChecked(sign));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(ref Vector256<T> p, Vector256<T> g, ref Vector256<T> a, ref Vector256<T> b, ref Vector256<T> c)
    {
        g = (g * _sign) + (p * _penalty);
        a = (a * _momentum) + (g * _weight);
        p -= (nesterov ? (g * _direct) + (a * _momentum) : a) * _rate;
    }
}
