namespace Diglot.Torch;

/// <content>Shapes and parts of tensors, by PyTorch's names.</content>
public static partial class Api
{
    extension(Tensor x)
    {
        /// <summary>Another shape of the same memory; one length may be −1.</summary>
        /// <exception cref="InvalidOperationException">The memory does not lie so that it can be seen in that shape.</exception>
        public Tensor view(params ReadOnlySpan<int> shape)
        {
            var target = Axes.Reshape(x.Shape, shape);
            return x.Data.TryView(target) is not null ? x.Reshape(shape) : throw new InvalidOperationException(
                "view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead.");
        }

        /// <summary>Another tensor's shape.</summary>
        public Tensor view_as(Tensor other) => x.view(other.Shape.AsSpan());

        /// <summary>Another shape; one length may be −1.</summary>
        public Tensor reshape(params ReadOnlySpan<int> shape) => x.Reshape(shape);

        /// <summary>Neighbouring axes joined into one.</summary>
        public Tensor flatten(int start_dim = 0, int end_dim = -1) => torch.flatten(x, start_dim, end_dim);

        /// <summary>One axis split into several.</summary>
        public Tensor unflatten(int dim, IntOrTuple sizes) => torch.unflatten(x, dim, sizes);

        /// <summary>A matrix transposed.</summary>
        public Tensor t() => x.Rank <= 1 ? x : x.Rank == 2 ? x.Transpose() : throw new InvalidOperationException($"t() expects a tensor with <= 2 dimensions, but self is {x.Rank}D");

        /// <summary>Two axes exchanged.</summary>
        public Tensor transpose(int dim0, int dim1) => x.Transpose(dim0, dim1);

        /// <summary>The axes in another order.</summary>
        public Tensor permute(params ReadOnlySpan<int> dims) => x.Permute(dims);

        /// <summary>With a new axis of length 1.</summary>
        public Tensor unsqueeze(int dim) => x.ExpandDims(dim);

        /// <summary>Without all axes of length 1.</summary>
        public Tensor squeeze() => x.Squeeze();

        /// <summary>Without one axis if its length is 1.</summary>
        public Tensor squeeze(int dim) => torch.squeeze(x, dim);

        /// <summary>Repeated along axes of length 1 without a copy; −1 keeps a length.</summary>
        public Tensor expand(params int[] sizes)
        {
            var extra = sizes.Length - x.Rank;
            return x.BroadcastTo((int[])[.. sizes.Select((length, axis) => length == -1 ? x.Shape[axis - extra] : length)]);
        }

        /// <summary>Repeated to another tensor's shape without a copy.</summary>
        public Tensor expand_as(Tensor other) => x.BroadcastTo(other.Shape);

        /// <summary>The whole repeated along the axes.</summary>
        public Tensor repeat(params ReadOnlySpan<int> repeats) => x.Tile(repeats);

        /// <summary>A tensor without gaps in memory.</summary>
        public Tensor contiguous() => x.Contiguous();

        /// <summary>Whether the memory has no gaps.</summary>
        public bool is_contiguous() => x.Data.IsContiguous;

        /// <summary>Parts of a length, or of several lengths.</summary>
        public Tensor[] split(IntOrTuple split_size, int dim = 0) => torch.split(x, split_size, dim);

        /// <summary>At most as many parts as asked for.</summary>
        public Tensor[] chunk(int chunks, int dim = 0) => torch.chunk(x, chunks, dim);

        /// <summary>All slices along an axis.</summary>
        public Tensor[] unbind(int dim = 0) => torch.unbind(x, dim);

        /// <summary>A part along an axis.</summary>
        public Tensor narrow(int dim, int start, int length) => torch.narrow(x, dim, start, length);

        /// <summary>One slice; the axis goes.</summary>
        public Tensor select(int dim, int index) => x.Select(dim, index);

        /// <summary>Some axes in reverse order.</summary>
        public Tensor flip(params ReadOnlySpan<int> dims) => x.Flip(dims);

        /// <summary>The elements at positions along an axis.</summary>
        public Tensor gather(int dim, Tensor index) => x.Gather(dim, index);

        /// <summary>A copy with values put at positions along an axis.</summary>
        public Tensor scatter(int dim, Tensor index, Tensor src) => x.Scatter(dim, index, src);

        /// <summary>A copy with values added at positions along an axis.</summary>
        public Tensor scatter_add(int dim, Tensor index, Tensor src) => x.Scatter(dim, index, src, add: true);

        /// <summary>Slices along an axis.</summary>
        public Tensor index_select(int dim, Tensor index) => x.Take(index, dim);

        /// <summary>A value where the mask holds.</summary>
        public Tensor masked_fill(Tensor mask, double value) => x.MaskedFill(mask, value);

        /// <summary>The matrix product.</summary>
        public Tensor matmul(Tensor other) => Tensor.MatMul(x, other);

        /// <summary>The product of two matrices.</summary>
        public Tensor mm(Tensor mat2) => Tensor.MatMul(x, mat2);

        /// <summary>The products of two batches of matrices.</summary>
        public Tensor bmm(Tensor mat2) => Tensor.MatMul(x, mat2);

        /// <summary>Σ of products of two vectors.</summary>
        public Tensor dot(Tensor other) => (x * other).Sum();
    }
}
