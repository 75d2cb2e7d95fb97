using System.Numerics;

namespace Diglot.Tensors.Operators;

/// <summary>A question about two elements of one type. NaN is unequal to everything and neither less nor greater.</summary>
public interface IComparison
{
    /// <summary>The answer for one pair.</summary>
    static abstract bool Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T>;
}
