namespace Diglot.Torch.NN.Core;

/// <summary>
/// Runs the <c>forward</c> that a module's author wrote. Where a class and its base class both override it, <c>base.forward(x)</c> inside the
/// one arrives here as a call of the same module by itself, and is led to the other.
/// </summary>
internal static class ForwardCall
{
    [ThreadStatic]
    private static Module? _running;

    [ThreadStatic]
    private static int _level;

    public static Tensor Run(Module module, ModuleFields fields, ReadOnlySpan<Tensor> inputs)
    {
        var overrides = inputs.Length is >= 1 and <= 3 ? fields.Overrides[inputs.Length - 1] : [];
        if (overrides.Length <= 1)
        {
            return Virtual(module, inputs);
        }

        var (outer, outerLevel) = (_running, _level);
        var level = ReferenceEquals(outer, module) && outerLevel + 1 < overrides.Length ? outerLevel + 1 : 0;
        (_running, _level) = (module, level);
        try
        {
            return level == 0 ? Virtual(module, inputs) : Exact(module, overrides[level], inputs);
        }
        finally
        {
            (_running, _level) = (outer, outerLevel);
        }
    }

    private static Tensor Virtual(ModuleDefinition module, ReadOnlySpan<Tensor> inputs) => inputs.Length switch
    {
        1 => module.forward(inputs[0]),
        2 => module.forward(inputs[0], inputs[1]),
        3 => module.forward(inputs[0], inputs[1], inputs[2]),
        _ => throw new ArgumentException($"forward takes one to three tensors; received {inputs.Length}. Pass more as a list to a forward of the module's own."),
    };

    /// <summary>Calls exactly this method, not the one that overrides it.</summary>
    private static Tensor Exact(Module module, System.Reflection.MethodInfo method, ReadOnlySpan<Tensor> inputs)
    {
        var address = method.MethodHandle.GetFunctionPointer();
        return inputs.Length switch
        {
            1 => ((Func<Tensor, Tensor>)Activator.CreateInstance(typeof(Func<Tensor, Tensor>), module, address)!)(inputs[0]),
            2 => ((Func<Tensor, Tensor, Tensor>)Activator.CreateInstance(typeof(Func<Tensor, Tensor, Tensor>), module, address)!)(inputs[0], inputs[1]),
            _ => ((Func<Tensor, Tensor, Tensor, Tensor>)Activator.CreateInstance(typeof(Func<Tensor, Tensor, Tensor, Tensor>), module, address)!)(inputs[0], inputs[1], inputs[2]),
        };
    }
}
