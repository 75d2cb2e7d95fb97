namespace Diglot.Conversion.Adapters.ToTorch;

/// <summary>A PyTorch network as it will be written: its members, the lines of <c>forward</c>, the state.</summary>
/// <param name="Graph">The channels-first graph that it was made from.</param>
/// <param name="Members">Modules in the order of their first use.</param>
/// <param name="Steps">The lines of <c>forward</c>.</param>
public sealed record TorchPlan(NetworkGraph Graph, IReadOnlyList<TorchMember> Members, IReadOnlyList<TorchStep> Steps)
{
    /// <summary>Whether it is an <c>nn.Sequential</c>: members one after the other, each used once, none inside another.</summary>
    public bool IsSequential => Graph.Inputs.Count == 1 && Graph.Outputs.Count == 1 && Steps.Count == Members.Count && Steps.Count > 0 && !Members.Any(static member => member.StaysInEvaluation)
        && Steps.All(static step => step.Member is { Name: var name } && !name.Contains('.') && step.Inputs.Count == 1)
        && Steps.Select(static step => step.Member).Distinct().Count() == Steps.Count
        && Steps.Select(static step => step.Inputs[0]).SequenceEqual(Steps.Select(static step => step.Output).Prepend(Graph.Inputs[0]).Take(Steps.Count))
        && Steps[^1].Output == Graph.Outputs[0];

    /// <summary>The weights by key of <c>state_dict()</c>.</summary>
    public IEnumerable<(string Key, Weight Weight)> State => Members.SelectMany(static member => member.Weights.Select(weight => ($"{member.Name}.{weight.Key}", weight.Weight)));
}
