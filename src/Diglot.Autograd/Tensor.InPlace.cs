using Diglot.Autograd.Tape;

namespace Diglot.Autograd;

/// <content>Changes in place, and what they mean for views and gradients.</content>
public sealed partial class Tensor
{
    private Tensor? _base;
    private int _baseHistorySeen;
    private int _history;

    /// <summary>The tensor whose memory this one views, if it is a view.</summary>
    public Tensor? Base => _base;

    /// <summary>Overwrites all elements with those of another tensor, broadcast and converted.</summary>
    /// <exception cref="InvalidOperationException">A gradient would be spoiled.</exception>
    public Tensor CopyFrom(Tensor source)
        => Change(source, static (_, value, shape) => value.BroadcastTo(shape).Clone());

    /// <summary>Overwrites all elements with one number.</summary>
    public Tensor Fill(Scalar value) => CopyFrom(Filled(Scalar0, value, Type));

    /// <summary>Replaces this tensor's values by a function of them and another tensor, in its own memory.</summary>
    /// <param name="other">The other operand.</param>
    /// <param name="operation">Out-of-place form: old value, other operand and this tensor's shape to new value.</param>
    internal Tensor Change(Tensor other, Func<Tensor, Tensor, Shape, Tensor> operation)
    {
        if (!GradientMode.IsEnabled || (!RequiresGrad && !other.RequiresGrad))
        {
            using (GradientMode.Disable())
            {
                Write(operation(this, other, Shape));
            }

            return this;
        }

        var root = _base ?? this;
        if (root.IsLeaf && root.RequiresGrad)
        {
            throw new InvalidOperationException(
                $"A {(_base is null ? "leaf" : "view of a leaf")} that requires gradients is used in an in-place operation, which would lose its gradient. "
                + "Do it under no_grad, or on a copy.");
        }

        // The old values may be needed by the operation's own gradient, so it works on a copy of them.
        var before = new Tensor(Data.Copy());
        if (Node is { } node)
        {
            before.SetHistory(node, _output);
        }

        var after = operation(before, other, Shape);
        Write(after);
        if (after.RequiresGrad || RequiresGrad)
        {
            root.Rebase(this, after);
        }

        return this;
    }

    internal void SetBase(Tensor source)
    {
        _base = source._base ?? source;
        _baseHistorySeen = _base._history;
    }

    private static Shape Scalar0 => Shape.Scalar;

    private static Tensor Filled(Shape shape, Scalar value, DType type) => new(NDArray.Full(shape, value, type));

    private void Write(Tensor value)
    {
        if (value.Shape != Shape)
        {
            throw new ArgumentException($"An in-place operation gives {value.Shape}, which does not fit the tensor's own shape {Shape}.");
        }

        Data.CopyFrom(value.Data);
    }

    /// <summary>Makes this tensor's history say that the part which <paramref name="changed"/> views was replaced.</summary>
    private void Rebase(Tensor changed, Tensor replacement)
    {
        if (ReferenceEquals(changed, this))
        {
            if (replacement.Node is { } node)
            {
                SetHistory(node, replacement._output);
            }
            else
            {
                _node = null;
            }
        }
        else
        {
            SetHistory(new ReplacedPartNode(this, changed.Data, replacement));
        }

        _history++;
    }

    /// <summary>A view whose base was changed in place since gets its history from the base anew.</summary>
    private void RefreshView()
    {
        if (_base is not null && _baseHistorySeen != _base._history)
        {
            _baseHistorySeen = _base._history;
            if (_base.RequiresGrad)
            {
                SetHistory(new PartNode(_base, Data));
            }
        }
    }

    /// <summary>The array that views the same part of another block laid out as this one's base.</summary>
    private static NDArray SamePart(NDArray part, NDArray whole, NDArray fresh)
        => fresh.View(part.Shape, part.Strides.ToArray(), part.Offset - whole.Offset);

    /// <summary>A part was replaced: the old whole's gradient is zero there, and the replacement's gradient lies there.</summary>
    private sealed class ReplacedPartNode(Tensor whole, NDArray part, Tensor replacement) : GradientNode(whole, replacement)
    {
        private readonly NDArray _whole = whole.Data;

        public override string Name => "copy_slices";

        protected override void Backward(ReadOnlySpan<Tensor?> outputGradients, Span<Tensor?> inputGradients)
        {
            var dy = outputGradients[0]!.Data;
            if (Needs(1))
            {
                inputGradients[1] = new Tensor(SamePart(part, _whole, dy.Contiguous()).Copy());
            }

            if (Needs(0))
            {
                var rest = dy.Copy();
                SamePart(part, _whole, rest).Fill(0);
                inputGradients[0] = new Tensor(rest);
            }
        }
    }

    /// <summary>A view of a changed base: its gradient lies in that part, zero elsewhere.</summary>
    private sealed class PartNode(Tensor whole, NDArray part) : GradientNode(whole)
    {
        private readonly NDArray _whole = whole.Data;

        public override string Name => "as_strided";

        protected override void Backward(ReadOnlySpan<Tensor?> outputGradients, Span<Tensor?> inputGradients)
        {
            var gradient = NDArray.Zeros(_whole.Shape, _whole.Type);
            SamePart(part, _whole, gradient).CopyFrom(outputGradients[0]!.Data);
            inputGradients[0] = new Tensor(gradient);
        }
    }
}
