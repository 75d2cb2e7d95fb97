using Diglot.Autograd.Tape;

namespace Diglot.Autograd.Functional.Convolution;

/// <summary>The tape's record of one run of an <see cref="ImageChain"/>: all gradients come from one backward pass of the plan.</summary>
internal sealed class ChainNode : GradientNode
{
    private readonly ChainRunner _runner;
    private readonly Shape _inputShape;
    private readonly DType _type;
    private readonly Saved[] _parameters;
    private readonly bool[] _present;
    private NDArray? _saved;

    public ChainNode(ChainRunner runner, Tensor?[] inputs, NDArray saved)
        : base(inputs.AsSpan())
    {
        (_runner, _saved) = (runner, saved);
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
            throw new InvalidOperationException(
                "Gradients of gradients (createGraph) do not go through convolutions, poolings and fused chains of layers. Take first derivatives there, or use operations on whole tensors.");
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

    protected override void Free()
    {
        // Nobody else has seen this memory.
        _saved?.Storage.Release();
        _saved = null;
        Array.Clear(_parameters);
    }
}
