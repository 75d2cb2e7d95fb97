using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Keras.Layers;
using Diglot.Keras.Saving;

namespace Diglot.Keras.Models;

/// <summary>
/// A model cut from a graph of layer calls between its inputs and outputs: <c>keras.Model(inputs, outputs)</c>.
/// Layers may be shared, models nested, and there may be several inputs and outputs. See keras.io/guides/functional_api.
/// </summary>
/// <remarks>PyTorch writes such graphs as code in <c>forward</c>.</remarks>
[Face("keras", "Model")]
public sealed partial class Functional : Model
{
    private readonly GraphOrder _order;
    private readonly GraphPlan _plan;

    /// <summary>Cuts a model from a graph.</summary>
    /// <param name="inputs">What <c>keras.Input</c> gave: one, a list <c>[a, b]</c>, or a dictionary.</param>
    /// <param name="outputs">What layers gave: one, a list, or a dictionary.</param>
    /// <param name="name">Name of the model; made up if not given.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <exception cref="ArgumentException">The outputs do not follow from the inputs alone, or two layers have one name.</exception>
    public Functional(Nest<KerasTensor> inputs, Nest<KerasTensor> outputs, string? name = null, bool trainable = true)
        : base(name)
    {
        (Inputs, Outputs) = (inputs, outputs);
        (this.inputs, this.outputs) = (inputs.Flatten(), outputs.Flatten());
        _order = new GraphOrder(this.inputs, this.outputs);
        if (_order.Layers.GroupBy(static layer => layer.name).FirstOrDefault(static group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"{Where}: the name '{twice.Key}' is used for {twice.Count()} layers: {string.Join(", ", twice.Select(static layer => layer.ClassName))}. Names are unique within a model.");
        }

        _plan = new GraphPlan(_order.Nodes, this.inputs, this.outputs);
        built = true;
        if (!trainable)
        {
            this.trainable = false;
        }
    }

    /// <inheritdoc/>
    public override string Module => "keras.src.models.functional";

    /// <inheritdoc/>
    public override IReadOnlyList<Layer> layers => _order.Layers;

    /// <inheritdoc/>
    public override IReadOnlyList<KerasTensor> inputs { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<KerasTensor> outputs { get; }

    /// <summary>The inputs as they were given.</summary>
    internal Nest<KerasTensor> Inputs { get; }

    /// <summary>The outputs as they were given.</summary>
    internal Nest<KerasTensor> Outputs { get; }

    /// <inheritdoc/>
    internal override IReadOnlyList<string> OutputNames => field ??= [.. Outputs.Names?.Order(StringComparer.Ordinal) ?? outputs.Select(static output => output.Node!.Layer.name)];

    /// <summary>The calls in an order in which they can be made.</summary>
    internal IReadOnlyList<Node> Nodes => _order.Nodes;

    /// <inheritdoc/>
    internal override IReadOnlyList<Layer> Sublayers => _order.Layers;

    /// <inheritdoc/>
    public override JsonObject get_config() => FunctionalSerializer.Config(this);

    /// <inheritdoc/>
    public override JsonObject get_build_config() => new() { ["input_shape"] = null };

    /// <inheritdoc/>
    protected override Nest<Tensor> Call(CallArguments<Tensor> arguments, bool training) => Run(arguments.First, training);

    /// <summary>Computes the outputs.</summary>
    internal Nest<Tensor> Run(Nest<Tensor> given, bool training)
    {
        var tensors = GraphInputs.Match(this, given);
        var results = _plan.Run(tensors, training);
        if (Outputs.IsItem)
        {
            return results[0];
        }

        var next = 0;
        return Outputs.Map(_ => results[next++]);
    }

    /// <summary>The output of every call in inference mode, for comparing models layer by layer.</summary>
    internal IReadOnlyDictionary<KerasTensor, Tensor> Trace(Nest<Tensor> given) => _plan.Trace(GraphInputs.Match(this, given));

    /// <inheritdoc/>
    protected internal override Nest<PartialShape> ComputeOutputShapes(Nest<PartialShape> shapes) => _plan.Shapes(shapes.Flatten(), Outputs);

    /// <inheritdoc/>
    private protected override Nest<KerasTensor> Symbols(CallArguments<KerasTensor> arguments)
    {
        // Keras notes the mask that it did not get only where nothing else was said; files repeat it.
        if (arguments.Keywords.Count == 0)
        {
            arguments.Keywords["mask"] = Nest<KerasTensor>.Plain(null);
        }

        var shapes = ComputeOutputShapes(arguments.First.Map(static symbol => symbol.shape)).Flatten();
        var next = 0;
        return Outputs.Map(output => new KerasTensor(shapes[next++], output.Type));
    }
}
