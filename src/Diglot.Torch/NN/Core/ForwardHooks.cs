namespace Diglot.Torch.NN.Core;

/// <summary>The hooks of one module, run around its <c>forward</c> in the order in which they were registered.</summary>
internal sealed class ForwardHooks
{
    private readonly List<Func<Module, Tensor[], Tensor[]?>> _before = [];
    private readonly List<Func<Module, Tensor[], Tensor, Tensor?>> _after = [];

    public bool IsEmpty => _before.Count == 0 && _after.Count == 0;

    public RemovableHandle Add(Func<Module, Tensor[], Tensor[]?> hook)
    {
        _before.Add(hook);
        return new(() => _before.Remove(hook));
    }

    public RemovableHandle Add(Func<Module, Tensor[], Tensor, Tensor?> hook)
    {
        _after.Add(hook);
        return new(() => _after.Remove(hook));
    }

    public Tensor Run(Module module, Tensor[] inputs, Func<Tensor[], Tensor> forward)
    {
        foreach (var hook in _before.ToArray())
        {
            inputs = hook(module, inputs) ?? inputs;
        }

        var output = forward(inputs);
        foreach (var hook in _after.ToArray())
        {
            output = hook(module, inputs, output) ?? output;
        }

        return output;
    }
}
