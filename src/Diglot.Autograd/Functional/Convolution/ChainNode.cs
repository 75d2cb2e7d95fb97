using Diglot.Autograd.Tape;

namespace Diglot.Autograd.Functional.Convolution;

/// <summary>The tape's record of one run of an <see cref="ImageChain"/>: all gradients come from one backward pass of the plan.</summary>
internal sealed class ChainNode : GradientNode
{
    private readonly ImageChain _chain;
    private readonly ChainRunner _runner;
    private Saved _image;
    private readonly Shape _inputShape;
    private readonly DType _type;
    private readonly Saved[] _parameters;
    private readonly bool[] _present;
    private NDArray? _saved;

    public ChainNode(ImageChain chain, ChainRunner runner, Tensor?[] inputs, NDArray saved)
        : base(inputs.AsSpan())
    {
        (_chain, _runner, _saved, _image) = (chain, runner, saved, new Saved(inputs[0]));
        (_inputShape, _type) = (inputs[0]!.Shape, inputs[0]!.Type);
        _parameters = new Saved[inputs.Length - 1];
        _present = new bool[inputs.Length - 1];
        for (int i = 0; i < _parameters.Length; i++)
        {
            (_parameters[i], _present[i]) = (new Saved(inputs[i + 1]), inputs[i + 1] is not null);
        }
    }

    public override string Name => "image chain";

    protected override void Backward(ReadOnlySpan<Tensor?> outputGradients, Span<Tensor?> inputGradients)
    {
        if (GradientMode.IsEnabled)
        {
            DifferentiableBackward(outputGradients[0]!, inputGradients);
            return;
        }

        var parameters = new NDArray?[_parameters.Length];
        var gradients = new NDArray?[_parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            if (!_present[i]) { continue; }
            parameters[i] = _parameters[i].Value.Data.Contiguous();
            gradients[i] = Needs(i + 1) ? new NDArray(_type, parameters[i]!.Shape) : null;
        }

        var dx = Needs(0) ? new NDArray(_type, _inputShape) : null;
        if (_inputShape[0] == 0)
        {
            foreach (var gradient in gradients) { gradient?.Fill(0); }
        }
        else
        {
            _runner.Backward(_inputShape[0], parameters, _saved!, outputGradients[0]!.Data.Contiguous(), dx, gradients);
        }

        inputGradients[0] = dx is null ? null : new Tensor(dx);
        for (int i = 0; i < gradients.Length; i++) { inputGradients[i + 1] = gradients[i] is { } gradient ? new Tensor(gradient) { IsUnshared = true } : null; }
    }

    /// <summary>
    /// For gradients of gradients: the kernels' backward pass leaves no tape, so the chain is computed again with operations on whole tensors, whose
    /// rules do. The inputs get aliases, and the inner pass ends there: it must not touch what the outer pass has collected further up.
    /// </summary>
    private void DifferentiableBackward(Tensor dy, Span<Tensor?> inputGradients)
    {
        var aliases = new Tensor?[_parameters.Length + 1];
        for (int i = 0; i < aliases.Length; i++)
        {
            var input = i == 0 ? _image.Value : _present[i - 1] ? _parameters[i - 1].Value : null;
            aliases[i] = input is not null && Needs(i) ? Record.Unary("alias", input, input.Data, 0, static (_, dy) => dy) : input;
        }

        var y = _chain.RunPrimitives(aliases[0]!, aliases.AsSpan(1));
        var wanted = Enumerable.Range(0, aliases.Length).Where(Needs).ToArray();
        var found = BackwardPass.Run([y], [dy], retainGraph: true, createGraph: true, [.. wanted.Select(i => aliases[i]!)], stopAtTargets: true);
        foreach (var (i, gradient) in wanted.Zip(found))
        {
            inputGradients[i] = gradient;
        }
    }

    protected override void Free()
    {
        _image = default;
        // Nobody else has seen this memory.
        _saved?.Storage.Release();
        _saved = null;
        Array.Clear(_parameters);
    }
}
