namespace Diglot.Torch.Functional;

/// <summary>Shapes, joining and taking apart by <c>torch</c>'s names.</summary>
/// <remarks>Source: https://docs.pytorch.org/docs/stable/torch.html#indexing-slicing-joining-mutating-ops.</remarks>
[Face("torch")]
public static class ShapeFunctions
{
    /// <summary>Another shape; one length may be −1.</summary>
    public static Tensor reshape(Tensor input, params ReadOnlySpan<int> shape) => input.Reshape(shape);

    /// <summary>Neighbouring axes joined into one.</summary>
    public static Tensor flatten(Tensor input, int start_dim = 0, int end_dim = -1)
    {
        if (input.Rank == 0)
        {
            return input.Reshape(1);
        }

        var (first, last) = (Axes.Normalize(start_dim, input.Rank), Axes.Normalize(end_dim, input.Rank));
        if (first > last)
        {
            throw new ArgumentException($"flatten() has invalid args: start_dim cannot come after end_dim; received {start_dim} and {end_dim} for {new Size(input.Shape)}.");
        }

        var joined = 1;
        for (var axis = first; axis <= last; axis++)
        {
            joined *= input.Shape[axis];
        }

        return input.Reshape([.. input.Shape.Take(first), joined, .. input.Shape.Skip(last + 1)]);
    }

    /// <summary>One axis split into several.</summary>
    public static Tensor unflatten(Tensor input, int dim, IntOrTuple sizes)
    {
        dim = Axes.Normalize(dim, input.Rank);
        var lengths = Axes.Reshape([input.Shape[dim]], sizes.ToArray());
        return input.Reshape([.. input.Shape.Take(dim), .. lengths, .. input.Shape.Skip(dim + 1)]);
    }

    /// <summary>The axes in another order.</summary>
    public static Tensor permute(Tensor input, params ReadOnlySpan<int> dims) => input.Permute(dims);

    /// <summary>Two axes exchanged.</summary>
    public static Tensor transpose(Tensor input, int dim0, int dim1) => input.Transpose(dim0, dim1);

    /// <summary>An axis moved to another place.</summary>
    public static Tensor movedim(Tensor input, int source, int destination)
    {
        var order = Enumerable.Range(0, input.Rank).ToList();
        source = Axes.Normalize(source, input.Rank);
        order.Remove(source);
        order.Insert(Axes.Normalize(destination, input.Rank), source);
        return input.Permute(order.ToArray());
    }

    /// <summary>Without all axes of length 1.</summary>
    public static Tensor squeeze(Tensor input) => input.Squeeze();

    /// <summary>Without one axis if its length is 1.</summary>
    public static Tensor squeeze(Tensor input, int dim) => input.Rank > 0 && input.Shape[Axes.Normalize(dim, input.Rank)] == 1 ? input.Squeeze(dim) : input;

    /// <summary>With a new axis of length 1.</summary>
    public static Tensor unsqueeze(Tensor input, int dim) => input.ExpandDims(dim);

    /// <summary>Joined along an axis.</summary>
    public static Tensor cat(IEnumerable<Tensor> tensors, int dim = 0) => Tensor.Concatenate(tensors.ToArray(), dim);

    /// <summary>Joined along a new axis.</summary>
    public static Tensor stack(IEnumerable<Tensor> tensors, int dim = 0) => Tensor.Stack(tensors.ToArray(), dim);

    /// <summary>Parts of a length (the last one may be shorter), or of several lengths.</summary>
    public static Tensor[] split(Tensor tensor, IntOrTuple split_size_or_sections, int dim = 0)
        => split_size_or_sections.IsSingle ? tensor.Split(split_size_or_sections.ToArray()[0], dim) : tensor.Split(split_size_or_sections.ToArray(), dim);

    /// <summary>At most as many parts as asked for, equally long but for the last.</summary>
    public static Tensor[] chunk(Tensor input, int chunks, int dim = 0)
    {
        var length = input.Shape[dim];
        return input.Split(Math.Max(1, (length + Arguments.Positive(chunks, nameof(chunks)) - 1) / chunks), dim);
    }

    /// <summary>All slices along an axis.</summary>
    public static Tensor[] unbind(Tensor input, int dim = 0) => [.. Enumerable.Range(0, input.Shape[dim]).Select(i => input.Select(dim, i))];

    /// <summary>A part along an axis.</summary>
    public static Tensor narrow(Tensor input, int dim, int start, int length) => input.Slice(dim, start < 0 ? start + input.Shape[dim] : start, length);

    /// <summary>One slice; the axis goes.</summary>
    public static Tensor select(Tensor input, int dim, int index) => input.Select(dim, index);

    /// <summary>Some axes in reverse order.</summary>
    public static Tensor flip(Tensor input, params ReadOnlySpan<int> dims) => input.Flip(dims);

    /// <summary>Elements moved around an axis.</summary>
    public static Tensor roll(Tensor input, IntOrTuple shifts, IntOrTuple? dims = null)
    {
        if (dims is not { } axes)
        {
            return input.Reshape(-1).Roll(shifts.ToArray()[0], 0).Reshape(input.Shape.AsSpan());
        }

        var result = input;
        foreach (var (shift, axis) in shifts.ToArray().Zip(axes.ToArray()))
        {
            result = result.Roll(shift, axis);
        }

        return result;
    }

    /// <summary>The whole repeated along the axes.</summary>
    public static Tensor tile(Tensor input, params ReadOnlySpan<int> dims) => input.Tile(dims);

    /// <summary>Each element repeated along an axis.</summary>
    public static Tensor repeat_interleave(Tensor input, int repeats, int? dim = null) => dim is { } axis ? input.Repeat(repeats, axis) : input.Reshape(-1).Repeat(repeats, 0);

    /// <summary>0 above a diagonal of the last two axes.</summary>
    public static Tensor tril(Tensor input, int diagonal = 0) => input.LowerTriangle(diagonal);

    /// <summary>0 below a diagonal of the last two axes.</summary>
    public static Tensor triu(Tensor input, int diagonal = 0) => input.UpperTriangle(diagonal);

    /// <summary>A diagonal of two axes as the last axis.</summary>
    public static Tensor diagonal(Tensor input, int offset = 0, int dim1 = 0, int dim2 = 1) => input.Diagonal(offset, dim1, dim2);

    /// <summary>Repeated to a shape without a copy.</summary>
    public static Tensor broadcast_to(Tensor input, params int[] shape) => input.BroadcastTo(shape);

    /// <summary>The elements at positions along an axis.</summary>
    public static Tensor gather(Tensor input, int dim, Tensor index) => input.Gather(dim, index);

    /// <summary>Slices along an axis.</summary>
    public static Tensor index_select(Tensor input, int dim, Tensor index) => input.Take(index, dim);

    /// <summary>The elements where a mask holds, in one axis.</summary>
    public static Tensor masked_select(Tensor input, Tensor mask) => input.MaskedSelect(mask);

    /// <summary>Positions of all elements other than 0, one a row.</summary>
    public static Tensor nonzero(Tensor input) => input.NonZero();

    /// <summary>The matrix product; further axes broadcast.</summary>
    public static Tensor matmul(Tensor input, Tensor other) => Tensor.MatMul(input, other);

    /// <summary>The product of two matrices.</summary>
    public static Tensor mm(Tensor input, Tensor mat2) => Tensor.MatMul(input, mat2);

    /// <summary>The products of two batches of matrices.</summary>
    public static Tensor bmm(Tensor input, Tensor mat2) => Tensor.MatMul(input, mat2);

    /// <summary>Σ of products of two vectors.</summary>
    public static Tensor dot(Tensor input, Tensor tensor) => (input * tensor).Sum();

    /// <summary>All products of two vectors' elements.</summary>
    public static Tensor outer(Tensor input, Tensor vec2) => input.ExpandDims(1) * vec2.ExpandDims(0);

    /// <summary>beta · input + alpha · mat1 · mat2.</summary>
    public static Tensor addmm(Tensor input, Tensor mat1, Tensor mat2, double beta = 1, double alpha = 1) => (input * beta) + (Tensor.MatMul(mat1, mat2) * alpha);

    /// <summary>Sums of products by Einstein's notation.</summary>
    public static Tensor einsum(string equation, params Tensor[] operands) => Autograd.Functional.Einsum.Run(equation, operands);
}
