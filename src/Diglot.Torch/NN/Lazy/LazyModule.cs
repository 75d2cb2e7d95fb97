namespace Diglot.Torch.NN.Lazy;

/// <summary>
/// A module that learns the number of its input's features from its first input, or from a state dictionary: then it becomes an ordinary module, whose parameters are its own.
/// </summary>
/// <remarks>
/// Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.modules.lazy.LazyModuleMixin.html. In Python the object changes its class; here it keeps it and answers for the other.
/// An optimizer is made after the first run, as there. Keras: every layer is of this kind.
/// </remarks>
public abstract class LazyModule : Module
{
    private Made? _made;

    private protected LazyModule()
    {
    }

    /// <summary>Whether the parameters are still missing.</summary>
    public bool has_uninitialized_params() => _made is null;

    /// <inheritdoc/>
    public override bool training
    {
        get => base.training;
        set
        {
            base.training = value;
            if (_made is { } made)
            {
                made.Module.training = value;
            }
        }
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (_made is null)
        {
            Become(Make(Features(input)));
        }

        return _made!.Module.forward(input);
    }

    /// <inheritdoc/>
    public override string _get_name() => _made?.Module._get_name() ?? base._get_name();

    /// <inheritdoc/>
    public override string extra_repr() => _made?.Module.extra_repr() ?? string.Empty;

    /// <summary>Becomes what a state dictionary describes, if it is not something yet.</summary>
    /// <param name="weight">The shape of the first parameter or statistic.</param>
    internal void Become(Shape weight)
    {
        if (_made is null)
        {
            Become(Make(Features(weight)));
        }
    }

    /// <summary>The number of features of an input.</summary>
    private protected virtual int Features(Tensor input) => input.Shape[1];

    /// <summary>The number of features that a stored weight was made for.</summary>
    private protected abstract int Features(Shape weight);

    /// <summary>The ordinary module for so many features.</summary>
    private protected abstract Module Make(int features);

    private void Become(Module module)
    {
        module.training = training;
        foreach (var (name, parameter) in module.named_parameters())
        {
            register_parameter(name, parameter);
        }

        foreach (var (name, buffer) in module.named_buffers())
        {
            register_buffer(name, buffer);
        }

        _made = new(module);
    }

    /// <summary>Hides the module, which is no child.</summary>
    private sealed record Made(Module Module);
}
