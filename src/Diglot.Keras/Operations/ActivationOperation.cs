using System.Text.Json.Nodes;
using Diglot.Keras.Layers;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Operations;

/// <summary>
/// An activation called as a function in a graph, <c>keras.ops.gelu(x)</c> or <c>keras.activations.gelu(x)</c>: a node of the graph as layers are, but with no
/// place in files of weights.
/// </summary>
public sealed class ActivationOperation : Layer
{
    private readonly JsonObject _config;
    private readonly Func<Tensor, Tensor> _function;

    internal ActivationOperation(string module, string className, JsonObject config)
        : base((string?)config["name"] ?? AutoNames.Next(className))
        => (Module, ClassName, _config, _function) = (module, className, config, OperationCatalogue.Function(className, config));

    /// <inheritdoc/>
    public override string Module { get; }

    /// <inheritdoc/>
    public override string ClassName { get; }

    /// <inheritdoc/>
    protected override bool BuiltAtOnce => true;

    private protected override bool Casts => false;

    /// <inheritdoc/>
    public override JsonObject get_config()
    {
        var config = (JsonObject)_config.DeepClone();
        config["name"] = name;
        return config;
    }

    private protected override DType OutputType(DType inputType) => inputType;

    /// <inheritdoc/>
    protected override PartialShape ComputeOutputShape(PartialShape inputShape)
    {
        if (ClassName != "Glu")
        {
            return inputShape;
        }

        var axis = (int?)_config["axis"] ?? -1;
        axis = axis < 0 ? axis + inputShape.Rank : axis;
        return inputShape.With(axis, inputShape[axis] / 2);
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor inputs, bool training) => _function(inputs);
}
