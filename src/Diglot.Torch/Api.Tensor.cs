namespace Diglot.Torch;

/// <content>What tensors know about themselves, by PyTorch's names.</content>
public static partial class Api
{
    extension(Tensor x)
    {
        /// <summary>Lengths of the axes.</summary>
        public Size shape => new(x.Shape);

        /// <summary>Element type.</summary>
        public DType dtype => x.Type;

        /// <summary>Where the tensor lies.</summary>
        public Device device => "cpu";

        /// <summary>Number of axes.</summary>
        public int ndim => x.Rank;

        /// <summary>The matrix transposed; all axes reversed.</summary>
        public Tensor T => x.Permute([.. Enumerable.Range(0, x.Rank).Reverse()]);

        /// <summary>Whether the user made this tensor.</summary>
        public bool is_leaf => x.IsLeaf;

        /// <summary>The values without history; memory is shared.</summary>
        public Tensor data => x.Detach();

        /// <summary>The collected gradient.</summary>
        public Tensor? grad
        {
            get => x.Grad;
            set => x.Grad = value;
        }

        /// <summary>Whether gradients are collected.</summary>
        public bool requires_grad
        {
            get => x.RequiresGrad;
            set => x.RequiresGrad = value;
        }

        /// <summary>Lengths of the axes.</summary>
        public Size size() => new(x.Shape);

        /// <summary>Length of one axis.</summary>
        public int size(int dim) => x.Shape[Axes.Normalize(dim, x.Rank)];

        /// <summary>Number of axes.</summary>
        public int dim() => x.Rank;

        /// <summary>Number of elements.</summary>
        public int numel() => checked((int)x.Length);

        /// <summary>Length of the first axis: Python's <c>len(x)</c>.</summary>
        public int len() => x.Rank > 0 ? x.Shape[0] : throw new InvalidOperationException("len() of a 0-d tensor");

        /// <summary>The only element as a number.</summary>
        public double item() => x.Item<double>();

        /// <summary>The only element as a number of a type.</summary>
        public T item<T>()
            where T : unmanaged
            => x.Item<T>();

        /// <summary>The same values without history; memory is shared.</summary>
        public Tensor detach() => x.Detach();

        /// <summary>A copy that remains part of the graph.</summary>
        public Tensor clone() => x.Clone();

        /// <summary>Adds gradients to the leaves this tensor was computed from.</summary>
        /// <param name="gradient">Gradient with respect to this tensor; may be omitted for one element.</param>
        /// <param name="retain_graph">Keep what the pass used, for another pass.</param>
        /// <param name="create_graph">Record the pass itself.</param>
        public void backward(Tensor? gradient = null, bool? retain_graph = null, bool create_graph = false) => x.Backward(gradient, retain_graph, create_graph);

        /// <summary>Keeps the gradient of this computed tensor.</summary>
        public void retain_grad() => x.RetainGrad();

        /// <summary>Sets whether gradients are collected.</summary>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            x.RequiresGrad = requires_grad;
            return x;
        }

        /// <summary>Converted to another type.</summary>
        public Tensor to(DType dtype) => x.To(dtype);

        /// <summary>Moved to a device, of which there is the CPU.</summary>
        public Tensor to(Device device)
        {
            device.Require();
            return x;
        }

        /// <summary>The CPU, where everything lies.</summary>
        public Tensor cpu() => x;

        /// <summary>Converted to another tensor's type.</summary>
        public Tensor type_as(Tensor other) => x.To(other.Type);

        /// <summary>As float32.</summary>
        public Tensor @float() => x.To(DType.Float32);

        /// <summary>As float64.</summary>
        public Tensor @double() => x.To(DType.Float64);

        /// <summary>As int64.</summary>
        public Tensor @long() => x.To(DType.Int64);

        /// <summary>As int32.</summary>
        public Tensor @int() => x.To(DType.Int32);

        /// <summary>As truth values.</summary>
        public Tensor @bool() => x.To(DType.Bool);
    }
}
