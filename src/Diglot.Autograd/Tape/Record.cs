namespace Diglot.Autograd.Tape;

/// <summary>
/// Turns the result of an operation into a tensor and, where a gradient may be asked for, puts the operation's rule on the tape.
/// Rules are static functions of what was saved and the gradient of the result; so the files in <c>Gradients/</c> read as a table.
/// </summary>
internal static class Record
{
    /// <summary>One input; the rule needs only plain facts such as shapes and axes.</summary>
    public static Tensor Unary<TFacts>(string name, Tensor x, NDArray y, TFacts facts, Func<TFacts, Tensor, Tensor> rule)
    {
        var result = new Tensor(y);
        if (WantedOf(x, result))
        {
            result.SetHistory(new FactsNode<TFacts>(name, x, facts, rule));
        }

        return result;
    }

    /// <summary>As <see cref="Unary"/>, for a result that shares its input's memory.</summary>
    public static Tensor View<TFacts>(string name, Tensor x, NDArray y, TFacts facts, Func<TFacts, Tensor, Tensor> rule)
    {
        var result = Unary(name, x, y, facts, rule);
        if (ReferenceEquals(y.Storage, x.Data.Storage))
        {
            result.SetBase(x);
        }

        return result;
    }

    /// <summary>One input; the rule needs the input.</summary>
    public static Tensor FromInput(string name, Tensor x, NDArray y, Func<Tensor, Tensor, Tensor> rule)
    {
        var result = new Tensor(y);
        if (WantedOf(x, result))
        {
            result.SetHistory(new SavedNode(name, x, x, rule));
        }

        return result;
    }

    /// <summary>One input; the rule needs the result.</summary>
    public static Tensor FromOutput(string name, Tensor x, NDArray y, Func<Tensor, Tensor, Tensor> rule)
    {
        var result = new Tensor(y);
        if (WantedOf(x, result))
        {
            // The node refers to its own result; the garbage collector copes with the circle.
            result.SetHistory(new SavedNode(name, x, result, rule));
        }

        return result;
    }

    /// <summary>Two inputs with a rule each; gradients are summed over broadcast axes.</summary>
    public static Tensor Binary(string name, Tensor a, Tensor b, NDArray y, BinaryRule left, BinaryRule right, bool saves)
    {
        var result = new Tensor(y);
        if (WantedOf(a, result) || WantedOf(b, result))
        {
            result.SetHistory(new BinaryNode(name, a, b, saves, left, right));
        }

        return result;
    }

    /// <summary>Any number of inputs; the rule gives the gradient of input i.</summary>
    public static Tensor Many<TFacts>(string name, ReadOnlySpan<Tensor> inputs, NDArray y, TFacts facts, Func<TFacts, Tensor, int, Tensor> rule)
    {
        var result = new Tensor(y);
        foreach (var input in inputs)
        {
            if (WantedOf(input, result))
            {
                result.SetHistory(new ManyNode<TFacts>(name, inputs, facts, rule));
                break;
            }
        }

        return result;
    }

    /// <summary>Whether an operation with this input is to be recorded.</summary>
    public static bool WantedOf(Tensor input, Tensor result)
        => GradientMode.IsEnabled && input.RequiresGrad && result.Type.IsFloatingPoint;

    /// <summary>Whether any input asks for a gradient now.</summary>
    public static bool Wanted(params ReadOnlySpan<Tensor?> inputs)
    {
        if (GradientMode.IsEnabled)
        {
            foreach (var input in inputs)
            {
                if (input is { RequiresGrad: true })
                {
                    return true;
                }
            }
        }

        return false;
    }

    private sealed class FactsNode<TFacts>(string name, Tensor x, TFacts facts, Func<TFacts, Tensor, Tensor> rule) : GradientNode(x)
    {
        private readonly DType _type = x.Type;

        public override string Name => name;

        internal override object? Facts => facts;

        protected override void Backward(ReadOnlySpan<Tensor?> outputGradients, Span<Tensor?> inputGradients)
            => inputGradients[0] = rule(facts, outputGradients[0]!).To(_type);
    }

    private sealed class SavedNode(string name, Tensor x, Tensor saved, Func<Tensor, Tensor, Tensor> rule) : GradientNode(x)
    {
        private readonly DType _type = x.Type;
        private Saved _saved = new(saved);

        public override string Name => name;

        protected override void Backward(ReadOnlySpan<Tensor?> outputGradients, Span<Tensor?> inputGradients)
            => inputGradients[0] = rule(_saved.Value, outputGradients[0]!).To(_type);

        protected override void Free() => _saved = default;
    }

    private sealed class BinaryNode(string name, Tensor a, Tensor b, bool saves, BinaryRule left, BinaryRule right) : GradientNode(a, b)
    {
        private readonly Shape _leftShape = a.Shape;
        private readonly Shape _rightShape = b.Shape;
        private readonly DType _leftType = a.Type;
        private readonly DType _rightType = b.Type;
        private Saved _left = new(saves ? a : null);
        private Saved _right = new(saves ? b : null);

        public override string Name => name;

        protected override void Backward(ReadOnlySpan<Tensor?> outputGradients, Span<Tensor?> inputGradients)
        {
            var dy = outputGradients[0]!;
            if (Needs(0))
            {
                inputGradients[0] = left(_left, _right, dy).SumTo(_leftShape).To(_leftType);
            }

            if (Needs(1))
            {
                inputGradients[1] = right(_left, _right, dy).SumTo(_rightShape).To(_rightType);
            }
        }

        protected override void Free() => _left = _right = default;
    }

    private sealed class ManyNode<TFacts>(string name, ReadOnlySpan<Tensor> inputs, TFacts facts, Func<TFacts, Tensor, int, Tensor> rule)
        : GradientNode((ReadOnlySpan<Tensor?>)inputs)
    {
        private TFacts? _facts = facts;

        public override string Name => name;

        internal override object? Facts => _facts;

        protected override void Backward(ReadOnlySpan<Tensor?> outputGradients, Span<Tensor?> inputGradients)
        {
            for (var i = 0; i < inputGradients.Length; i++)
            {
                if (Needs(i))
                {
                    inputGradients[i] = rule(_facts!, outputGradients[0]!, i);
                }
            }
        }

        protected override void Free() => _facts = default;
    }
}
