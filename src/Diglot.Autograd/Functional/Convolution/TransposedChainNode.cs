using Diglot.Autograd.Tape;

namespace Diglot.Autograd.Functional.Convolution;

/// <summary>The tape's record of one transposed convolution, on the plan of the convolution that goes the other way.</summary>
internal sealed class TransposedChainNode : GradientNode
{
    private readonly ImageChain _chain;
    private readonly Shape _resultShape;
    private Saved _x;
    private Saved _weight;

    private TransposedChainNode(ImageChain chain, Tensor x, Tensor weight, Shape resultShape)
        : base(x, weight) => (_chain, _resultShape, _x, _weight) = (chain, resultShape, new Saved(x), new Saved(weight));

    public override string Name => "transposed convolution";

    /// <summary>Computes the result.</summary>
    public static Tensor Run(ImageChain chain, Tensor x, Tensor weight, Shape shape)
    {
        var runner = chain.Runner(x.Type, shape);
        var y = new NDArray(x.Type, shape);
        if (shape[0] > 0)
        {
            // The gradient of the images does not look at what the forward pass saw: nothing need be in it.
            var saved = NDArray.Zeros(new Shape(checked((int)runner.SavedLength(shape[0]))), x.Type);
            runner.Backward(shape[0], [weight.Data.Contiguous(), null], saved, x.Data.Contiguous(), y, [null, null]);
        }

        var result = new Tensor(y);
        if (Record.Wanted(x, weight))
        {
            result.SetHistory(new TransposedChainNode(chain, x, weight, shape));
        }

        return result;
    }

    protected override void Backward(ReadOnlySpan<Tensor?> outputGradients, Span<Tensor?> inputGradients)
    {
        if (GradientMode.IsEnabled)
        {
            DifferentiableBackward(outputGradients[0]!, inputGradients);
            return;
        }

        var (x, weight, dy) = (_x.Value.Data.Contiguous(), _weight.Value.Data.Contiguous(), outputGradients[0]!.Data.Contiguous());
        var dx = new NDArray(x.Type, x.Shape);
        var dw = Needs(1) ? NDArray.Zeros(weight.Shape, weight.Type) : null;
        if (x.Shape[0] > 0)
        {
            var runner = _chain.Runner(x.Type, _resultShape);
            var saved = new NDArray(x.Type, new Shape(checked((int)runner.SavedLength(x.Shape[0]))));
            runner.Forward(x.Shape[0], dy, [weight, null], dx, saved);
            if (dw is not null)
            {
                runner.Backward(x.Shape[0], [weight, null], saved, x, null, [dw, null]);
            }
        }

        inputGradients[0] = Needs(0) ? new Tensor(dx) : null;
        inputGradients[1] = dw is null ? null : new Tensor(dw);
    }

    /// <summary>For gradients of gradients: x's is the convolution of dy, an operation of the tape; the weight's is that convolution's own gradient for x.</summary>
    private void DifferentiableBackward(Tensor dy, Span<Tensor?> inputGradients)
    {
        inputGradients[0] = Needs(0) ? _chain.Run(dy, _weight.Value, null) : null;
        if (!Needs(1))
        {
            return;
        }

        // Aliases end the inner pass before it meets what the outer pass has collected.
        var weight = Record.Unary("alias", _weight.Value, _weight.Value.Data, 0, static (_, gradient) => gradient);
        var convolved = _chain.RunPrimitives(dy, [weight, null]);
        inputGradients[1] = BackwardPass.Run([convolved], [_x.Value], retainGraph: true, createGraph: true, [weight], stopAtTargets: true)[0];
    }

    protected override void Free() => _x = _weight = default;
}
