using static Diglot.Torch.Api;

namespace Diglot.Conversion.Adapters.ToTorch;

/// <summary>A live network whose <c>forward</c> follows a plan; its members carry the layers' names.</summary>
public sealed class PlannedModule : SteppedNetwork
{
    private readonly TorchPlan _plan;
    private readonly Dictionary<TorchMember, nn.Module> _modules;

    internal PlannedModule(TorchPlan plan, Dictionary<TorchMember, nn.Module> modules)
    {
        (_plan, _modules) = (plan, modules);
        foreach (var (member, module) in modules)
        {
            var parts = member.Name.Split('.');
            ModuleGroup.Holder(this, parts[..^1]).add_module(parts[^1], module);
        }
    }

    /// <summary>Computes expressions in place of the plan, for one who reads the network.</summary>
    internal Func<TorchStep, Tensor[], Tensor>? Observer { get; set; }

    /// <summary>What the network computes, line by line.</summary>
    public TorchPlan Plan => _plan;

    private protected override Tensor[] RunOnce(Tensor[] inputs)
    {
        var values = trace(inputs);
        return [.. _plan.Graph.Outputs.Select(output => values[output])];
    }

    /// <summary>Computes every value of the network, for comparing layer by layer.</summary>
    public IReadOnlyDictionary<Value, Tensor> trace(params Tensor[] inputs)
    {
        if (inputs.Length != _plan.Graph.Inputs.Count)
        {
            throw new ArgumentException($"The network takes {_plan.Graph.Inputs.Count} inputs; received {inputs.Length}.", nameof(inputs));
        }

        var values = new Dictionary<Value, Tensor>();
        foreach (var (value, tensor) in _plan.Graph.Inputs.Zip(inputs))
        {
            values[value] = tensor;
        }

        foreach (var step in _plan.Steps)
        {
            Tensor[] taken = [.. step.Inputs.Select(input => values[input])];
            if (step.Member is { } member)
            {
                _modules[member].training &= !member.StaysInEvaluation;
                values[step.Output] = _modules[member].forward(taken[0]);
            }
            else
            {
                values[step.Output] = Observer is { } observer ? observer(step, taken) : step.Operation!.Run(taken);
            }
        }

        return values;
    }
}
