using Diglot.Conversion.Adapters.ToTorch;
using Diglot.Conversion.Passes;
using Diglot.Conversion.Training;
using Diglot.Torch.Optim;
using static Diglot.Torch.Api;

namespace Diglot.Conversion;

/// <summary>A network on its way to PyTorch.</summary>
/// <param name="Source">The graph as the source has it.</param>
/// <param name="Layout">The channels-first graph, and where each value of the source's is in it.</param>
/// <param name="Plan">Members and lines of <c>forward</c>: what files, live modules and source text are made from.</param>
/// <param name="Notes">What the user should know.</param>
public sealed record TorchConversion(NetworkGraph Source, LayoutResult Layout, TorchPlan Plan, IReadOnlyList<ConversionNote> Notes)
{
    private nn.Module? _module;
    private Optimizer? _optimizer;

    /// <summary>Whether a softmax or sigmoid at the end was left out, as asked for, so that the network gives logits.</summary>
    public bool LeavesHeadOut { get; init; }

    /// <summary>The live network with the source's weights, in evaluation mode; made at the first call.</summary>
    public nn.Module Module => _module ??= LiveNetwork.Make(Plan);

    /// <summary>Where each tensor of the state comes from.</summary>
    public IReadOnlyList<WeightMapping> Weights => [.. Plan.State.Select(static entry => new WeightMapping(entry.Weight.Name, entry.Key, entry.Weight))];

    /// <summary>A live optimizer for <see cref="Module"/> that goes on where the source's stopped; null where the source has none that is known.</summary>
    public Optimizer? Optimizer => _optimizer ??= Source.Training?.Optimizer is { } state ? TorchOptimizers.Make(state, Module, Weights) : null;

    /// <summary>Runs the live network on inputs that lie as PyTorch's and gives all outputs.</summary>
    public Tensor[] Run(params Tensor[] inputs) => Module is PlannedModule planned ? planned.run(inputs) : [Module.forward(inputs[0])];

    /// <summary>Every value of the source graph that has a counterpart, computed by the live network and laid out as in the source.</summary>
    /// <param name="inputs">Inputs that lie as the source's.</param>
    public IReadOnlyDictionary<Value, NDArray> Trace(params NDArray[] inputs)
    {
        var values = new PlannedModule(Plan, Plan.Members.ToDictionary(static member => member, member => Module.get_submodule(member.Name)))
            .trace([.. Source.Inputs.Zip(inputs, (input, array) => new Tensor(Layout.Values[input].Layout.ToTarget(array)))]);
        return Layout.Values.Where(entry => values.ContainsKey(entry.Value.Value)).ToDictionary(static entry => entry.Key, entry => entry.Value.Layout.ToSource(values[entry.Value.Value].Data));
    }
}
