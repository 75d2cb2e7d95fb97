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
        double Setting(string name, double otherwise) => state.Settings.GetValueOrDefault(name, otherwise);
        var parameters = named.Select(static entry => entry.parameter).ToArray();
        var betas = (Setting("beta_1", 0.9), Setting("beta_2", 0.999));
        Optimizer optimizer = state.Kind switch
        {
            "Adam" => new Adam(parameters, state.LearningRate, betas, Setting("epsilon", 1e-7), Setting("weight_decay", 0), Setting("amsgrad", 0) != 0, decoupled_weight_decay: Setting("weight_decay", 0) != 0),
            "AdamW" => new AdamW(parameters, state.LearningRate, betas, Setting("epsilon", 1e-7), Setting("weight_decay", 0.004), amsgrad: Setting("amsgrad", 0) != 0),
            _ => new SGD(parameters, state.LearningRate, Setting("momentum", 0), weight_decay: Setting("weight_decay", 0), nesterov: Setting("nesterov", 0) != 0),
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

            foreach (var slot in OptimizerSlots.TorchNames.Keys)
            {
                if (sources.TryGetValue(name, out var weight) && state.Slots.TryGetValue((slot, weight.Source), out var source))
                {
                    slots[state.Kind == "SGD" ? "momentum_buffer" : OptimizerSlots.TorchNames[slot]] = new Tensor(weight.Weight.Apply(source.Read()));
                }
            }

            remembered[number] = slots;
        }

        var whole = optimizer.state_dict();
        whole["state"] = remembered;
        optimizer.load_state_dict(whole);
        return optimizer;
    }

    /// <summary>The description of a live optimizer of a network.</summary>
    public static OptimizerState? Read(Optimizer optimizer, nn.Module network)
    {
        if (optimizer is not (Adam or AdamW or SGD) || optimizer.param_groups is not [var group])
        {
            return null;
        }

        var names = network.named_parameters().ToDictionary<(string name, Tensor parameter), object, string>(static entry => entry.parameter, static entry => entry.name, ReferenceEqualityComparer.Instance);
        var settings = new Dictionary<string, double>();
        void Take(string from, string to)
        {
            if (group.Names.Contains(from) && group[from] is { } value)
            {
                settings[to] = value is bool flag ? flag ? 1 : 0 : System.Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        Take("momentum", "momentum");
        Take("nesterov", "nesterov");
        Take("eps", "epsilon");
        Take("amsgrad", "amsgrad");
        Take("weight_decay", "weight_decay");
        if (group.Names.Contains("betas") && group["betas"] is (double first, double second))
        {
            (settings["beta_1"], settings["beta_2"]) = (first, second);
        }

        var (slots, steps) = (new Dictionary<(string, string), ArraySource>(), 0L);
        foreach (var (parameter, remembered) in optimizer.state)
        {
            foreach (var (slot, name) in OptimizerSlots.TorchNames)
            {
                if (remembered.TryGetValue(optimizer is SGD && slot == OptimizerSlots.Mean ? "momentum_buffer" : name, out var value) && value is Tensor tensor)
                {
                    slots[(slot, names[parameter])] = new MemorySource(tensor.Data);
                }
            }

            steps = Math.Max(steps, remembered.TryGetValue("step", out var step) ? (long)(step is Tensor count ? count.Item<double>() : System.Convert.ToDouble(step, System.Globalization.CultureInfo.InvariantCulture)) : 0);
        }

        return new OptimizerState(optimizer is AdamW ? "AdamW" : optimizer is Adam ? "Adam" : "SGD", System.Convert.ToDouble(group["lr"], System.Globalization.CultureInfo.InvariantCulture)) { Settings = settings, Steps = steps, Slots = slots };
    }
}
