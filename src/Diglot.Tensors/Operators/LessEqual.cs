using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>Whether x ≤ y.</summary>
public readonly struct LessEqual : IComparison
{
    /// <inheritdoc/>
    public static bool Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T>
        => x <= y;
}
