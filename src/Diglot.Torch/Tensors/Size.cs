using System.Collections;

namespace Diglot.Torch.Tensors;

/// <summary>A shape as PyTorch shows it: <c>torch.Size([2, 3])</c>; indexed, compared and taken apart like a tuple.</summary>
public readonly struct Size : IEquatable<Size>, IReadOnlyList<int>
{
    private readonly Shape _shape;

    /// <summary>Wraps a shape.</summary>
    public Size(Shape shape) => _shape = shape;

    /// <inheritdoc/>
    public int Count => _shape.Rank;

    /// <summary>Number of axes, as Python's <c>len</c>.</summary>
    public int Length => _shape.Rank;

    /// <summary>Length of one axis; negative numbers count from the end.</summary>
    public int this[int axis] => _shape[axis];

    /// <summary>Length of one axis, <c>^1</c> being the last.</summary>
    public int this[Index axis] => _shape[axis.GetOffset(_shape.Rank)];

    /// <summary>Some of the axes.</summary>
    public Size this[Range axes] => new(_shape.ToArray()[axes]);

    /// <summary>The shape itself.</summary>
    public static implicit operator Shape(Size size) => size._shape;

    /// <summary>The lengths.</summary>
    public static implicit operator int[](Size size) => size._shape.ToArray();

    /// <summary>The lengths, for methods that take a list of them.</summary>
    public static implicit operator ReadOnlySpan<int>(Size size) => size._shape.AsSpan();

    /// <summary>Whether all lengths are equal.</summary>
    public static bool operator ==(Size left, Size right) => left._shape == right._shape;

    /// <summary>Whether any length differs.</summary>
    public static bool operator !=(Size left, Size right) => left._shape != right._shape;

    /// <summary>Number of elements.</summary>
    public long numel() => _shape.Length;

    /// <summary>Takes two lengths out: <c>var (rows, columns) = x.shape;</c>.</summary>
    public void Deconstruct(out int first, out int second) => (first, second) = (At(0, 2), At(1, 2));

    /// <summary>Takes three lengths out.</summary>
    public void Deconstruct(out int first, out int second, out int third) => (first, second, third) = (At(0, 3), At(1, 3), At(2, 3));

    /// <summary>Takes four lengths out: <c>var (n, c, h, w) = x.shape;</c>.</summary>
    public void Deconstruct(out int first, out int second, out int third, out int fourth) => (first, second, third, fourth) = (At(0, 4), At(1, 4), At(2, 4), At(3, 4));

    /// <inheritdoc/>
    public bool Equals(Size other) => _shape == other._shape;

    /// <inheritdoc/>
    public override bool Equals(object? other) => other is Size size && Equals(size);

    /// <inheritdoc/>
    public override int GetHashCode() => _shape.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"torch.Size([{string.Join(", ", _shape)}])";

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => _shape.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int At(int axis, int wanted) => _shape.Rank == wanted ? _shape[axis]
        : throw new InvalidOperationException($"A shape is taken apart into as many numbers as it has axes: {this} has {_shape.Rank}, {wanted} were asked for.");
}
