namespace Diglot.Graph.Weights;

/// <summary>Where the elements of a weight come from; they are read when they are asked for.</summary>
/// <param name="type">Element type.</param>
/// <param name="shape">Length of each axis.</param>
public abstract class ArraySource(DType type, IReadOnlyList<int> shape)
{
    /// <summary>Element type.</summary>
    public DType Type { get; } = type;

    /// <summary>Length of each axis.</summary>
    public IReadOnlyList<int> Shape { get; } = shape;

    /// <summary>Whether <see cref="Read"/> gives memory that others use too.</summary>
    public virtual bool IsShared => true;

    /// <summary>The elements. The array may be the source's own memory: it is not to be changed.</summary>
    public abstract NDArray Read();

    /// <summary>The elements, row-major, written to memory of the caller.</summary>
    public virtual void CopyTo(Span<byte> destination) => Gather.Copy(Read(), [], destination);
}
