namespace Diglot.Conversion.Adapters.ToKeras;

/// <summary>A Keras model as it will be written.</summary>
/// <param name="Graph">The channels-last graph that it was made from.</param>
/// <param name="Steps">Calls of layers in order.</param>
public sealed record KerasPlan(NetworkGraph Graph, IReadOnlyList<KerasStep> Steps)
{
    /// <summary>Whether it is a <c>Sequential</c>: layers one after the other, each called once.</summary>
    public bool IsSequential => Graph.Inputs.Count == 1 && Graph.Outputs.Count == 1 && Steps.Count > 0
        && Steps.All(static step => step.Inputs.Count == 1 && !step.IsOperation)
        && Steps.Select(static step => step.Name).Distinct().Count() == Steps.Count
        && Steps.Select(static step => step.Inputs[0]).SequenceEqual(Steps.Select(static step => step.Output).Prepend(Graph.Inputs[0]).Take(Steps.Count))
        && Steps[^1].Output == Graph.Outputs[0];

    /// <summary>The layers, each once, with their weights.</summary>
    public IEnumerable<KerasStep> Layers => Steps.DistinctBy(static step => step.Name);
}
