using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>Whether x &gt; y.</summary>
public readonly struct Greater : IComparison
{
    /// <inheritdoc/>
    public static bool Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T>
        => x > y;
}
