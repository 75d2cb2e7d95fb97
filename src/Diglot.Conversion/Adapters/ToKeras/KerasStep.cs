using System.Text.Json.Nodes;

namespace Diglot.Conversion.Adapters.ToKeras;

/// <summary>One call of a Keras layer in the model that is written.</summary>
/// <param name="Node">The node of the graph that it belongs to.</param>
/// <param name="Name">The layer's name; calls of a shared layer have one name.</param>
/// <param name="ClassName">The class in <c>keras.layers</c>.</param>
/// <param name="Config">Its arguments by name.</param>
/// <param name="Inputs">What it is computed from.</param>
/// <param name="Output">What it gives.</param>
/// <param name="Weights">Its variables in Keras's order and layout, by their Keras names.</param>
public sealed record KerasStep(Node Node, string Name, string ClassName, JsonObject Config, IReadOnlyList<Value> Inputs, Value Output, IReadOnlyList<(string Name, Weight Weight)> Weights)
{
    /// <summary>Whether it is a function of <c>keras.ops</c> rather than a layer.</summary>
    public bool IsOperation { get; init; }
}
