using Diglot.Graph.Training;
using Diglot.Torch.Optim;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Training;

/// <summary>Optimizers of PyTorch, from and to the graph's description.</summary>
internal static class TorchOptimizers
{
    /// <summary>A live optimizer for a network, with what it remembered.</summary>
    /// <param name="state">The description; its slots lie as the source's weights.</param>
    /// <param name="network">The network.</param>
    /// <param name="weights">Where the network's weights come from.</param>
    public static Optimizer Make(OptimizerState state, nn.Module network, IReadOnlyList<WeightMapping> weights)
    {
        var named = network.named_parameters().Where(static entry => entry.parameter.RequiresGrad).ToArray();
        var kind = OptimizerKind.Of(state.Kind)!;
        double Setting(string name)
        {
            var setting = kind.Settings.First(setting => setting.Keras == name);
            return setting.ToTorch(state.Settings.GetValueOrDefault(name, setting.KerasDefault));
        }

        var (parameters, rate) = (named.Select(static entry => entry.parameter).ToArray(), state.LearningRate);
        (double, double) Betas() => (Setting("beta_1"), Setting("beta_2"));
        Optimizer optimizer = state.Kind switch
        {
            "Adam" => new Adam(parameters, rate, Betas(), Setting("epsilon"), Setting("weight_decay"), Setting("amsgrad") != 0, decoupled_weight_decay: Setting("weight_decay") != 0),
            "AdamW" => new AdamW(parameters, rate, Betas(), Setting("epsilon"), Setting("weight_decay"), amsgrad: Setting("amsgrad") != 0),
            "Adamax" => new Adamax(parameters, rate, Betas(), Setting("epsilon")),
            "RMSprop" => new RMSprop(parameters, rate, Setting("rho"), Setting("epsilon"), momentum: Setting("momentum"), centered: Setting("centered") != 0),
            "Adagrad" => new Adagrad(parameters, rate, initial_accumulator_value: Setting("initial_accumulator_value"), eps: Setting("epsilon")),
            "Adadelta" => new Adadelta(parameters, rate, Setting("rho"), Setting("epsilon")),
            _ => new SGD(parameters, rate, Setting("momentum"), weight_decay: Setting("weight_decay"), nesterov: Setting("nesterov") != 0),
        };
        if (state.Slots.Count == 0)
        {
            return optimizer;
        }

        var sources = weights.ToDictionary(static weight => weight.Target);
        var remembered = new Dictionary<object, object?>();
        foreach (var (number, (name, _)) in named.Index())
        {
            var slots = new Dictionary<string, object?>();
            if (state.Kind != "SGD")
            {
                slots["step"] = Tensor.Scalar((double)state.Steps).To(DType.Float32);
            }

            foreach (var slot in kind.Slots.SelectMany(static group => group))
            {
                if (sources.TryGetValue(name, out var weight) && state.Slots.TryGetValue((slot.Name, weight.Source), out var source))
                {
                    slots[slot.Torch] = new Tensor(weight.Weight.Apply(source.Read()));
                }
            }

            remembered[number] = slots;
        }

        var whole = optimizer.state_dict();
        whole["state"] = remembered;
        optimizer.load_state_dict(whole);
        return optimizer;
    }

    /// <summary>The description of a live optimizer of a network; null where Keras has none that does the same.</summary>
    public static OptimizerState? Read(Optimizer optimizer, nn.Module network)
    {
        if (OptimizerKind.Of(optimizer.GetType().Name) is not { } kind || optimizer.param_groups is not [var group])
        {
            return null;
        }

        double? Number(string name) => group.Names.Contains(name) && group[name] is { } value ? value is bool flag ? flag ? 1 : 0 : System.Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture) : null;
        var settings = new Dictionary<string, double>();
        foreach (var setting in kind.Settings)
        {
            if (setting.Torch == "betas")
            {
                var (first, second) = ((double, double))group["betas"]!;
                settings[setting.Keras] = setting.Keras == "beta_1" ? first : second;
            }
            else if (Number(setting.Torch) is { } value)
            {
                settings[setting.Keras] = setting.ToKeras(value);
            }
        }

        // Keras takes weight decay off the weights, as AdamW does; SGD without momentum comes to the same. Nothing in Keras shrinks rates or climbs.
        var decays = Number("weight_decay") is { } decay && decay != 0 && kind.Name != "AdamW" && Number("decoupled_weight_decay") is not 1 && (kind.Name != "SGD" || Number("momentum") is not 0);
        if (decays || Number("lr_decay") is not (null or 0) || Number("maximize") is 1 || Number("dampening") is not (null or 0))
        {
            return null;
        }

        var names = network.named_parameters().ToDictionary<(string name, Tensor parameter), object, string>(static entry => entry.parameter, static entry => entry.name, ReferenceEqualityComparer.Instance);
        var (slots, steps) = (new Dictionary<(string, string), ArraySource>(), 0L);
        foreach (var (parameter, remembered) in optimizer.state)
        {
            foreach (var slot in kind.Slots.SelectMany(static group => group))
            {
                if (remembered.TryGetValue(slot.Torch, out var value) && value is Tensor tensor)
                {
                    slots[(slot.Name, names[parameter])] = new MemorySource(tensor.Data);
                }
            }

            steps = Math.Max(steps, remembered.TryGetValue("step", out var step) ? (long)(step is Tensor count ? count.Item<double>() : System.Convert.ToDouble(step, System.Globalization.CultureInfo.InvariantCulture)) : 0);
        }

        return new OptimizerState(kind.Name, System.Convert.ToDouble(group["lr"], System.Globalization.CultureInfo.InvariantCulture)) { Settings = settings, Steps = steps, Slots = slots };
    }
}
