using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Kernels.Updates;

/// <summary>
/// RMSprop (G. Hinton, lecture 6e of "Neural Networks for Machine Learning"): a ← ρ·a + (1 − ρ)·g², step = inner · g / root, with momentum
/// c ← momentum · c + step, p ← p − outer · c. PyTorch's root is √a + ε and inner = 1, outer = lr; Keras's is √(a + ε) and inner = lr, outer = 1.
/// Centred, b is the running mean of g and a − b² stands for a.
/// </summary>
/// <param name="rho">ρ (PyTorch: alpha).</param>
/// <param name="momentum">Share of the old step; 0 for none.</param>
/// <param name="inner">Factor of the gradient.</param>
/// <param name="outer">Factor of the step.</param>
/// <param name="epsilon">ε.</param>
/// <param name="epsilonInside">Whether ε stands under the root.</param>
/// <param name="centered">Whether slot b is used.</param>
/// <param name="penalty">Weight decay through the gradient.</param>
/// <param name="sign">−1 to maximise.</param>
public readonly struct RmsPropUpdate<T>(
    double rho, double momentum, double inner, double outer, double epsilon, bool epsilonInside, bool centered, double penalty = 0, double sign = 1) : IUpdateRule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Vector256<T> _rho = Vector256.Create(T.CreateChecked(rho));
    private readonly Vector256<T> _rest = Vector256.Create(T.CreateChecked(1 - rho));
    private readonly Vector256<T> _momentum = Vector256.Create(T.CreateChecked(momentum));
    private readonly Vector256<T> _inner = Vector256.Create(T.CreateChecked(inner));
    private readonly Vector256<T> _outer = Vector256.Create(T.CreateChecked(outer));
    private readonly Vector256<T> _epsilon = Vector256.Create(T.CreateChecked(epsilon));
    private readonly Vector256<T> _penalty = Vector256.Create(T.CreateChecked(penalty));
    private readonly Vector256<T> _sign = Vector256.Create(T.CreateChecked(sign));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(ref Vector256<T> p, Vector256<T> g, ref Vector256<T> a, ref Vector256<T> b, ref Vector256<T> c)
    {
        g = (g * _sign) + (p * _penalty);
        a = (a * _rho) + (g * g * _rest);
        var mean = a;
        if (centered)
        {
            b = (b * _rho) + (g * _rest);
            mean -= b * b;
        }

        var root = epsilonInside ? Vector256.Sqrt(mean + _epsilon) : Vector256.Sqrt(mean) + _epsilon;
        c = (c * _momentum) + (g * _inner / root);
        p -= c * _outer;
    }
}
