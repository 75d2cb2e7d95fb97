using Diglot.Autograd.Tape;

namespace Diglot.Autograd;

/// <summary>
/// An n-dimensional array that remembers how it was computed, so that gradients can be had by <see cref="Backward"/>.
/// Keras and PyTorch programs share this one type; each face adds its own names for the same operations.
/// </summary>
/// <remarks>Semantics follow pytorch.org/docs/stable/autograd.html: leaves collect gradients in <see cref="Grad"/>, views share memory,
/// and an in-place change that would spoil a gradient is refused.</remarks>
public sealed partial class Tensor
{
    private GradientNode? _node;
    private int _output;
    private bool _requiresGrad;
    private AccumulateGradient? _leafNode;
    private List<Func<Tensor, Tensor?>>? _hooks;

    /// <summary>Wraps values.</summary>
    /// <param name="data">The values; shared, not copied.</param>
    /// <param name="requiresGrad">Whether gradients of this tensor are collected.</param>
    public Tensor(NDArray data, bool requiresGrad = false)
    {
        Data = data;
        if (requiresGrad)
        {
            RequiresGrad = true;
        }
    }

    /// <summary>The values.</summary>
    public NDArray Data { get; private set; }

    /// <summary>Length of each axis.</summary>
    public Shape Shape => Data.Shape;

    /// <summary>Element type.</summary>
    public DType Type => Data.Type;

    /// <summary>Number of axes.</summary>
    public int Rank => Data.Rank;

    /// <summary>Number of elements.</summary>
    public long Length => Data.Length;

    /// <summary>The collected gradient of a leaf, or null before the first <see cref="Backward"/>.</summary>
    public Tensor? Grad { get; set; }

    /// <summary>Whether this tensor was made by the user rather than computed from tensors that require gradients.</summary>
    public bool IsLeaf => Node is null;

    /// <summary>Whether operations on this tensor are recorded.</summary>
    /// <exception cref="InvalidOperationException">Set on a computed tensor, or on one that is not floating point.</exception>
    public bool RequiresGrad
    {
        get => _requiresGrad || Node is not null;
        set
        {
            if (Node is not null && !value)
            {
                throw new InvalidOperationException("Only a leaf can stop requiring gradients; this tensor was computed. Use Detach() to get its values without history.");
            }

            if (value && !Type.IsFloatingPoint)
            {
                throw new InvalidOperationException($"Only floating-point tensors can require gradients; this one holds {Type}.");
            }

            _requiresGrad = value;
        }
    }

    /// <summary>Counts in-place changes of the memory that this tensor views.</summary>
    public int Version => Data.Storage.Version;

    /// <summary>Set on a gradient that only the tape knows, memory included: the leaf that it arrives at may keep it without a copy.</summary>
    internal bool IsUnshared { get; set; }

    /// <summary>Whether functions wait for this tensor's gradient.</summary>
    internal bool HasHooks => _hooks is not null;

    /// <summary>The operation that computed this tensor, or null for a leaf.</summary>
    public GradientNode? Node
    {
        get
        {
            RefreshView();
            return _node;
        }
    }

    /// <summary>Where gradients of this tensor go.</summary>
    internal Edge GradientEdge
    {
        get
        {
            if (Node is { } node)
            {
                return new(node, _output);
            }

            return _requiresGrad ? new(_leafNode ??= new(this), 0) : default;
        }
    }

    /// <summary>Adds the gradient of this tensor to <see cref="Grad"/> of every leaf it was computed from.</summary>
    /// <param name="gradient">Gradient of the final value with respect to this tensor; may be omitted for one element, where it is 1.</param>
    /// <param name="retainGraph">Keep what the pass used, for another pass.</param>
    /// <param name="createGraph">Record the pass itself, for gradients of gradients.</param>
    public void Backward(Tensor? gradient = null, bool? retainGraph = null, bool createGraph = false)
        => BackwardPass.Run([this], [StartingGradient(gradient)], retainGraph ?? createGraph, createGraph);

    /// <summary>Gradients of this tensor with respect to others, without touching <see cref="Grad"/>; null for those it does not depend on.</summary>
    public Tensor?[] Gradients(Tensor[] inputs, Tensor? gradient = null, bool? retainGraph = null, bool createGraph = false)
        => Gradients([this], inputs, [gradient], retainGraph, createGraph);

    /// <summary>Gradients of the sum of several tensors' elements, each times its <paramref name="gradients"/>, with respect to others; null for those that none depends on.</summary>
    public static Tensor?[] Gradients(ReadOnlySpan<Tensor> outputs, Tensor[] inputs, ReadOnlySpan<Tensor?> gradients, bool? retainGraph = null, bool createGraph = false)
    {
        var starts = new Tensor[outputs.Length];
        for (var i = 0; i < starts.Length; i++)
        {
            starts[i] = outputs[i].StartingGradient(i < gradients.Length ? gradients[i] : null);
        }

        return BackwardPass.Run(outputs, starts, retainGraph ?? createGraph, createGraph, inputs);
    }

    /// <summary>Puts other values, perhaps of another type or shape, in the place of a leaf's, which keeps its identity: optimizers and modules go on holding it.</summary>
    /// <exception cref="InvalidOperationException">This tensor was computed.</exception>
    public void ReplaceData(NDArray data)
    {
        if (!IsLeaf)
        {
            throw new InvalidOperationException("Only a leaf's values can be replaced; this tensor was computed. Use Detach() first.");
        }

        Data = data;
        _leafNode = null;
    }

    /// <summary>The same values without history; memory is shared.</summary>
    public Tensor Detach() => new(Data);

    /// <summary>A copy that remains part of the graph.</summary>
    public Tensor Clone() => Record.Unary("clone", this, Data.Copy(), 0, static (_, dy) => dy);

    /// <summary>The elements in another type; this tensor itself where it has that type.</summary>
    public Tensor To(DType type)
        => type == Type ? this : Record.Unary("to", this, Data.To(type), Type, static (from, dy) => dy.To(from));

    /// <summary>Keeps the gradient of this computed tensor in <see cref="Grad"/> too.</summary>
    public void RetainGrad()
    {
        if (!IsLeaf)
        {
            AddHook(gradient =>
            {
                Grad = Grad is null ? gradient : Grad + gradient;
                return null;
            });
        }
    }

    /// <summary>Has a function see (and, by a non-null result, replace) the gradient of this tensor when it is computed.</summary>
    public void AddHook(Func<Tensor, Tensor?> hook)
    {
        if (!RequiresGrad)
        {
            throw new InvalidOperationException("A hook can only be added to a tensor that requires gradients.");
        }

        (_hooks ??= []).Add(hook);
        if (_node is not null && _node is not HookNode)
        {
            // A node of its own sees the whole gradient of this tensor, wherever it is used from now on.
            _node = new HookNode(this);
            _output = 0;
        }
    }

    /// <summary>The only element as a number.</summary>
    public T Item<T>()
        where T : unmanaged
        => Data.Item<T>();

    /// <summary>All elements, row-major.</summary>
    public T[] ToArray<T>()
        where T : unmanaged
        => Data.ToArray<T>();

    /// <summary>How tensors print; a face sets it to print as its framework does. Null: type and shape.</summary>
    public static Func<Tensor, string>? Printer { get; set; }

    /// <summary>As the face in use prints tensors; type and shape where there is none.</summary>
    public override string ToString() => Printer?.Invoke(this) ?? $"Tensor({Type}{Shape})";

    internal Tensor RunHooks(Tensor gradient)
    {
        if (_hooks is not null)
        {
            foreach (var hook in _hooks)
            {
                gradient = hook(gradient) ?? gradient;
            }
        }

        return gradient;
    }

    internal void SetHistory(GradientNode node, int output = 0)
    {
        _node = node;
        _output = output;
        _requiresGrad = false;
        node.ResultShape = Shape;
    }

    private Tensor StartingGradient(Tensor? gradient)
    {
        if (!RequiresGrad)
        {
            throw new InvalidOperationException("This tensor does not require gradients and was not computed from one that does: there is nothing to differentiate.");
        }

        if (gradient is null)
        {
            return Length == 1 ? new Tensor(NDArray.Full(Shape, 1, Type))
                : throw new InvalidOperationException($"Backward without a gradient needs one element (a loss); this tensor has shape {Shape}. Reduce it first, or pass a gradient of that shape.");
        }

        return gradient.Shape == Shape ? gradient.To(Type)
            : throw new ArgumentException($"The gradient has shape {gradient.Shape}; the tensor has {Shape}. They must be equal.", nameof(gradient));
    }

    private sealed class HookNode(Tensor tensor) : GradientNode(new Tensor(tensor.Data) { _node = tensor._node, _output = tensor._output })
    {
        private readonly List<Func<Tensor, Tensor?>> _hooks = tensor._hooks!;

        public override string Name => "hook";

        protected override void Backward(ReadOnlySpan<Tensor?> outputGradients, Span<Tensor?> inputGradients)
        {
            var gradient = outputGradients[0]!;
            foreach (var hook in _hooks)
            {
                gradient = hook(gradient) ?? gradient;
            }

            inputGradients[0] = gradient;
        }
    }
}
