using System.Runtime.CompilerServices;
using Diglot.Autograd;
using Diglot.Autograd.Tape;
using Diglot.Tensors;

namespace Diglot.Torch.Optim;

/// <summary>
/// The base of all optimizers: parameters in groups, a state for each parameter, and a step that moves parameters by their gradients.
/// </summary>
/// <remarks>Source: pytorch.org/docs/stable/optim.html. Keras's optimizers take gradients as arguments and update a model's variables inside <c>fit</c>.</remarks>
public abstract partial class Optimizer
{
    private readonly List<ParameterGroup> _groups = [];
    private readonly Dictionary<Tensor, OrderedDictionary<string, object>> _state = new(ReferenceEqualityComparer.Instance);

    /// <summary>Options that a group takes unless it says otherwise, in the framework's order.</summary>
    private protected OrderedDictionary<string, object?> Defaults { get; } = [];

    /// <summary>The groups.</summary>
    public IReadOnlyList<ParameterGroup> param_groups => _groups;

    /// <summary>What the optimizer remembers of each parameter: <c>step</c>, <c>exp_avg</c> …</summary>
    public IReadOnlyDictionary<Tensor, OrderedDictionary<string, object>> state => _state;

    /// <summary>Adds a group of parameters, for instance layers that are unfrozen later.</summary>
    /// <exception cref="ArgumentException">A parameter is in a group already, or cannot be trained.</exception>
    public void add_param_group(ParameterGroup param_group)
    {
        var present = _groups.SelectMany(group => group.Parameters).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var parameter in param_group.Parameters)
        {
            if (!present.Add(parameter))
            {
                throw new ArgumentException("Some parameters appear in more than one parameter group: each may be in one only.", nameof(param_group));
            }

            if (!parameter.IsLeaf)
            {
                throw new ArgumentException("An optimizer can only change leaf tensors; this one was computed from others.", nameof(param_group));
            }
        }

        foreach (var (name, value) in Defaults)
        {
            if (!param_group.Has(name))
            {
                param_group[name] = value;
            }
        }

        _groups.Add(param_group);
    }

    /// <summary>Forgets the gradients of all parameters.</summary>
    /// <param name="set_to_none">True (default): drop them. False: fill them with zeros, which moves parameters with momentum or weight decay.</param>
    public void zero_grad(bool set_to_none = true)
    {
        foreach (var group in _groups)
        {
            foreach (var parameter in group.Parameters)
            {
                if (set_to_none || parameter.Grad is null)
                {
                    parameter.Grad = null;
                }
                else
                {
                    parameter.Grad.Data.Fill(0);
                }
            }
        }
    }

    /// <summary>Moves every parameter that has a gradient.</summary>
    public virtual void step()
    {
        using var mode = GradientMode.Disable();
        foreach (var group in _groups)
        {
            foreach (var parameter in group.Parameters)
            {
                if (parameter.Grad is { } gradient)
                {
                    Update(parameter, gradient.Data, group);
                }
            }
        }
    }

    /// <summary>Evaluates the loss anew, then moves the parameters.</summary>
    /// <param name="closure">Clears gradients, computes the loss, runs backward and returns the loss.</param>
    /// <returns>The loss.</returns>
    public virtual Tensor step(Func<Tensor> closure)
    {
        var loss = closure();
        step();
        return loss;
    }

    /// <summary>As Python prints it.</summary>
    public override string ToString()
    {
        var text = new DefaultInterpolatedStringHandler(0, 0);
        text.AppendLiteral($"{GetType().Name} (\n");
        for (var i = 0; i < _groups.Count; i++)
        {
            text.AppendLiteral($"Parameter Group {i}\n");
            foreach (var name in _groups[i].Names.Order(StringComparer.Ordinal))
            {
                text.AppendLiteral($"    {name}: {Text(_groups[i][name])}\n");
            }
        }

        text.AppendLiteral(")");
        return text.ToStringAndClear();
    }

    private static string Text(object? option) => option switch
    {
        null => "None",
        bool flag => flag ? "True" : "False",
        double number => number == Math.Floor(number) && Math.Abs(number) < 1e15 ? FormattableString.Invariant($"{number:0}") : FormattableString.Invariant($"{number:R}"),
        (double first, double second) => $"({Text(first)}, {Text(second)})",
        _ => option.ToString() ?? string.Empty,
    };

    /// <summary>Checks and adds the parameters given to the constructor.</summary>
    private protected void Begin(IEnumerable<Tensor>? parameters, IEnumerable<ParameterGroup>? groups = null)
    {
        var given = groups?.ToArray() ?? [new ParameterGroup(parameters ?? [])];
        if (given.All(group => group.Parameters.Count == 0))
        {
            throw new ArgumentException("The optimizer got an empty parameter list. Pass net.parameters() of a module that has parameters; lazy modules have them after the first forward.");
        }

        foreach (var group in given)
        {
            add_param_group(group);
        }
    }

    /// <summary>Moves one parameter.</summary>
    private protected abstract void Update(Tensor parameter, NDArray gradient, ParameterGroup group);

    /// <summary>What is remembered of a parameter; made with zeros at first.</summary>
    private protected OrderedDictionary<string, object> StateOf(Tensor parameter)
        => _state.TryGetValue(parameter, out var found) ? found : _state[parameter] = [];

    /// <summary>A remembered array of the parameter's shape.</summary>
    private protected static NDArray Slot(OrderedDictionary<string, object> state, string name, Tensor parameter)
    {
        if (state.TryGetValue(name, out var found))
        {
            return ((Tensor)found).Data;
        }

        var slot = new Tensor(NDArray.Zeros(parameter.Shape, parameter.Type));
        state[name] = slot;
        return slot.Data;
    }

    /// <summary>Counts steps of a parameter, from 1.</summary>
    private protected static double CountStep(OrderedDictionary<string, object> state)
    {
        var step = state.TryGetValue("step", out var found) ? ((Tensor)found).Item<double>() + 1 : 1;
        if (found is Tensor counter)
        {
            counter.Data.Fill(step);
        }
        else
        {
            state["step"] = Tensor.Scalar(step);
        }

        return step;
    }

    /// <summary>Refuses an option that makes no sense, as PyTorch does.</summary>
    private protected static void Require(bool holds, double value, string name)
    {
        if (!holds)
        {
            throw new ArgumentException($"Invalid {name} value: {value}. It must be at least 0{(name.StartsWith("beta", StringComparison.Ordinal) ? " and less than 1" : string.Empty)}.");
        }
    }

    /// <summary>Runs the rule made for the parameter's element type.</summary>
    private protected static NotSupportedException Unsupported(DType type)
        => new($"Parameters of type {type} cannot be trained; they are float32 or float64.");
}
