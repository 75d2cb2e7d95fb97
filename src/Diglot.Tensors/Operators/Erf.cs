using System.Numerics;
using Diglot.Tensors.Reference;

namespace Diglot.Tensors.Operators;

/// <summary>The Gauss error function: 2/√π · ∫₀ˣ e^(−t²) dt.</summary>
public readonly struct Erf : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.CreateTruncating(ErrorFunction.Erf(double.CreateTruncating(x)));
}
