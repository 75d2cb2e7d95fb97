using Diglot.Tensors.Operators;

namespace Diglot.Torch.Optim;

/// <content>What rules written with whole tensors share; the common ones (SGD, Adam, RMSprop) run in one pass over memory instead.</content>
public abstract partial class Optimizer
{
    /// <summary>The gradient, upside down for maximize, with weight decay; decoupled decay shrinks the parameter itself.</summary>
    private protected static Tensor Penalized(Tensor parameter, NDArray gradient, ParameterGroup group)
    {
        var g = new Tensor(gradient);
        g = group.Flag("maximize") ? -g : g;
        var decay = group.Has("weight_decay") ? group.Number("weight_decay") : 0;
        if (decay != 0 && group.Has("decoupled_weight_decay") && group.Flag("decoupled_weight_decay"))
        {
            Scale(parameter, 1 - (group.Number("lr") * decay));
            return g;
        }

        return decay != 0 ? g + (parameter.Detach() * decay) : g;
    }

    /// <summary>A remembered tensor of the parameter's shape, made with one number everywhere.</summary>
    private protected static Tensor Stored(OrderedDictionary<string, object> state, string name, Tensor parameter, double first = 0)
    {
        if (!state.TryGetValue(name, out var found))
        {
            state[name] = found = Tensor.Full(parameter.Shape, first, parameter.Type);
        }

        return (Tensor)found;
    }

    /// <summary>A remembered mean after it took in a value: m ← share · m + (1 − share) · value.</summary>
    private protected static Tensor Mixed(OrderedDictionary<string, object> state, string name, Tensor parameter, Tensor value, double share)
    {
        var mean = Stored(state, name, parameter);
        return mean.CopyFrom((mean * share) + (value * (1 - share)));
    }

    /// <summary>p ← p − change.</summary>
    private protected static void Move(Tensor parameter, Tensor change) => parameter.Data.Update<Subtract>(change.Data);

    /// <summary>p ← p · factor.</summary>
    private protected static void Scale(Tensor parameter, double factor) => parameter.Data.Update<Multiply>(NDArray.Full([], factor, parameter.Type));

    /// <summary>Refuses betas outside 0 … 1.</summary>
    private protected static void RequireBetas((double First, double Second) betas)
    {
        Require(betas.First is >= 0 and < 1, betas.First, "beta parameter at index 0");
        Require(betas.Second is >= 0 and < 1, betas.Second, "beta parameter at index 1");
    }
}
