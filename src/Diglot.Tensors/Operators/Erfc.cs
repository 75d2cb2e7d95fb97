using System.Numerics;
using Diglot.Tensors.Reference;

namespace Diglot.Tensors.Operators;

/// <summary>1 − erf(x), exact where erf(x) is almost 1.</summary>
public readonly struct Erfc : IFloatFunction
{
    /// <inheritdoc/>
    public static T Invoke<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T>
        => T.CreateTruncating(ErrorFunction.Erfc(double.CreateTruncating(x)));
}
