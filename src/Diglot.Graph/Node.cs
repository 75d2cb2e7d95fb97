using Diglot.Graph.Layers;

namespace Diglot.Graph;

/// <summary>One call of a layer. Calls of a shared layer are several nodes with the same <see cref="Path"/> and <see cref="Part"/>.</summary>
public sealed class Node
{
    internal Node(string path, string part, Layer layer, IReadOnlyList<Value> inputs, Value output, int call, bool hasOwnName)
    {
        (Path, Part, Layer, Inputs, Output, Call, HasOwnName) = (path, part, layer, inputs, output, call, hasOwnName);
        output.Producer = this;
    }

    /// <summary>Path of the layer in the user's model, <c>/</c> between nested models: <c>encoder/conv</c>.</summary>
    public string Path { get; }

    /// <summary>
    /// Which part of the layer this is where one layer of a framework is several here: <c>activation</c> of a Dense with an activation,
    /// <c>depthwise</c> and <c>pointwise</c> of a separable convolution; empty for the layer itself.
    /// </summary>
    public string Part { get; }

    /// <summary>Whether the user named this layer; false for operations written as expressions and for what a pass inserted.</summary>
    public bool HasOwnName { get; }

    /// <summary>What is computed.</summary>
    public Layer Layer { get; }

    /// <summary>What it is computed from, in the layer's order.</summary>
    public IReadOnlyList<Value> Inputs { get; }

    /// <summary>The only input of layers that take one.</summary>
    public Value Input => Inputs[0];

    /// <summary>The result.</summary>
    public Value Output { get; }

    /// <summary>How often this layer was called before, in the graph's order.</summary>
    public int Call { get; }

    /// <summary>Path and part: what calls of one layer have in common.</summary>
    public string Key => Part.Length == 0 ? Path : $"{Path}:{Part}";

    /// <inheritdoc/>
    public override string ToString() => $"{Key} = {Layer.Kind}({string.Join(", ", Inputs.Select(static input => input.Name))}) → {Output.Shape}";
}
