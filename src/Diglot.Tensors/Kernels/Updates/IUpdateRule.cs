using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Kernels.Updates;

/// <summary>One step of an optimizer for a few parameters at a time, with up to three running values (slots) each.</summary>
public interface IUpdateRule<T>
    where T : unmanaged
{
    /// <summary>Updates the parameters p and the slots a, b, c by the gradients g.</summary>
    void Invoke(ref Vector256<T> p, Vector256<T> g, ref Vector256<T> a, ref Vector256<T> b, ref Vector256<T> c);
}
