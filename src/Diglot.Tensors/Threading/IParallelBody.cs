namespace Diglot.Tensors.Threading;

/// <summary>
/// The work of one part of a parallel loop, as a struct: <see cref="Workers.For{TBody}(int, ref TBody)"/> runs it
/// without a delegate or a closure, so that a kernel call allocates nothing.
/// </summary>
public interface IParallelBody
{
    /// <summary>Does part number <paramref name="part"/>. Called from several threads at once, each time with another part.</summary>
    void Invoke(int part);
}
