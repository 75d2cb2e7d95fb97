using Diglot.Graph.Training;
using Diglot.Graph.Weights;

namespace Diglot.Graph;

/// <summary>
/// A network that belongs to no framework: nodes in an order in which they can be computed, between inputs and outputs. Axes are those of the
/// model it came from (each spatial layer says where its channels are); weights have one layout, whatever framework they came from, see the layer kinds.
/// </summary>
/// <param name="Name">The model's name.</param>
/// <param name="Inputs">What the network takes, in order.</param>
/// <param name="Nodes">Calls of layers, each after those it needs.</param>
/// <param name="Outputs">What the network gives, in order.</param>
public sealed record NetworkGraph(string Name, IReadOnlyList<Value> Inputs, IReadOnlyList<Node> Nodes, IReadOnlyList<Value> Outputs)
{
    /// <summary>How it is trained, where that is known.</summary>
    public TrainingSetup? Training { get; init; }

    /// <summary>Names of several outputs, where the model has such; in the order of <see cref="Outputs"/>.</summary>
    public IReadOnlyList<string>? OutputNames { get; init; }

    /// <summary>Whether each node takes the result of the one before it, and nothing else.</summary>
    public bool IsSequential => Inputs.Count == 1 && Outputs.Count == 1 && Nodes.All(static node => node.Inputs.Count == 1 && node.Call == 0)
        && Nodes.Select(static node => node.Input).SequenceEqual(Nodes.Select(static node => node.Output).Prepend(Inputs[0]).Take(Nodes.Count))
        && (Nodes.Count == 0 ? Inputs[0] : Nodes[^1].Output) == Outputs[0];

    /// <summary>All weights, each once, in the order of the nodes.</summary>
    public IEnumerable<Weight> Weights => Nodes.Where(static node => node.Call == 0).SelectMany(static node => node.Layer.Weights).DistinctBy(static weight => weight.Name);

    /// <summary>Number of elements of weights that training changes.</summary>
    public long TrainableParameters => Weights.Where(static weight => weight.IsTrainable).Sum(static weight => weight.Length);

    /// <summary>Number of elements of the other weights.</summary>
    public long OtherParameters => Weights.Where(static weight => !weight.IsTrainable).Sum(static weight => weight.Length);

    /// <summary>The nodes that take a value.</summary>
    public IEnumerable<Node> Consumers(Value value) => Nodes.Where(node => node.Inputs.Contains(value));
}
