using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Kernels.Updates;

/// <summary>
/// Adam (arxiv.org/abs/1412.6980): a ← a + (g − a)(1 − β₁), b ← b + (g² − b)(1 − β₂), p ← p − step · a / (√b · scale + ε).
/// Both frameworks are this rule: PyTorch with step = lr / (1 − β₁ᵗ) and scale = 1 / √(1 − β₂ᵗ), Keras with step = lr · √(1 − β₂ᵗ) / (1 − β₁ᵗ) and scale = 1.
/// With AMSGrad the slot c holds the largest b so far and stands in its place.
/// </summary>
/// <param name="beta1">β₁.</param>
/// <param name="beta2">β₂.</param>
/// <param name="step">Step size, bias correction included.</param>
/// <param name="scale">Factor of the root.</param>
/// <param name="epsilon">ε.</param>
/// <param name="shrink">Weight decay apart from the gradient: p ← p · shrink first; 1 for none.</param>
/// <param name="penalty">Weight decay through the gradient: g + penalty · p.</param>
/// <param name="amsgrad">Whether slot c is used.</param>
/// <param name="sign">−1 to maximise.</param>
public readonly struct AdamUpdate<T>(
    double beta1, double beta2, double step, double scale, double epsilon, double shrink = 1, double penalty = 0, bool amsgrad = false, double sign = 1) : IUpdateRule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Vector256<T> _first = Vector256.Create(T.CreateChecked(1 - beta1));
    private readonly Vector256<T> _second = Vector256.Create(T.CreateChecked(1 - beta2));
    private readonly Vector256<T> _step = Vector256.Create(T.CreateChecked(step));
    private readonly Vector256<T> _scale = Vector256.Create(T.CreateChecked(scale));
    private readonly Vector256<T> _epsilon = Vector256.Create(T.CreateChecked(epsilon));
    private readonly Vector256<T> _shrink = Vector256.Create(T.CreateChecked(shrink));
    private readonly Vector256<T> _penalty = Vector256.Create(T.CreateChecked(penalty));
    private readonly Vector256<T> _sign = Vector256.Create(T.CreateChecked(sign));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(ref Vector256<T> p, Vector256<T> g, ref Vector256<T> a, ref Vector256<T> b, ref Vector256<T> c)
    {
        g = (g * _sign) + (p * _penalty);
        p *= _shrink;
        a += (g - a) * _first;
        b += ((g * g) - b) * _second;
        var square = b;
        if (amsgrad)
        {
            c = Vector256.Max(c, b);
            square = c;
        }

        p -= a * _step / ((Vector256.Sqrt(square) * _scale) + _epsilon);
    }
}
