using System.Text.Json.Nodes;
using Diglot.Faces;
using Diglot.Keras.Layers;
using Diglot.Keras.Layers.Core;
using Diglot.Keras.Saving;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Models;

/// <summary>
/// Layers one after the other. With <c>keras.Input</c> first, weights exist at once; without, they are made when data first comes.
/// See keras.io/guides/sequential_model.
/// </summary>
/// <remarks>PyTorch's <c>nn.Sequential</c> needs every layer's input length said at construction.</remarks>
[Face("keras")]
[Face("keras.models")]
public sealed class Sequential : Model
{
    private readonly List<Layer> _layers = [];
    private readonly HashSet<Node> _chain = [];
    private Functional? _functional;

    /// <summary>Chains layers.</summary>
    /// <param name="layers">The layers in order; may be empty, to be added later.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="name">Name of the model; made up if not given.</param>
    /// <param name="dtype">Not used for computing; saved with the model.</param>
    public Sequential(IReadOnlyList<SequentialItem>? layers = null, bool trainable = true, string? name = null, DTypePolicy? dtype = null)
        : base(name, trainable, dtype)
    {
        foreach (var item in layers ?? [])
        {
            Append(item.Layer);
        }

        Rebuild();
        if (!trainable)
        {
            this.trainable = false;
        }
    }

    /// <inheritdoc/>
    public override string Module => "keras";

    /// <inheritdoc/>
    public override IReadOnlyList<Layer> layers => _layers is [InputLayer, ..] ? _layers[1..] : _layers;

    /// <inheritdoc/>
    public override IReadOnlyList<KerasTensor> inputs => Graph.inputs;

    /// <inheritdoc/>
    public override IReadOnlyList<KerasTensor> outputs => Graph.outputs;

    /// <summary>The chain as a graph, once the input's shape is known.</summary>
    internal Functional Graph => _functional ?? throw new InvalidOperationException(
        $"{Where} does not know the shape of its input yet. Begin with keras.Input(shape: …), call build(input_shape), or call it on data.");

    /// <summary>Whether <see cref="Graph"/> exists.</summary>
    internal bool HasGraph => _functional is not null;

    /// <inheritdoc/>
    internal override IReadOnlyList<Layer> Sublayers => _functional?.layers ?? _layers;

    /// <summary>The layers as files list them, input included.</summary>
    internal IReadOnlyList<Layer> AllLayers => _layers;

    /// <summary>Adds a layer at the end.</summary>
    public void add(SequentialItem layer)
    {
        Append(layer.Layer);
        Rebuild();
    }

    /// <summary>Takes the last layer away.</summary>
    public Layer pop()
    {
        if (layers.Count == 0)
        {
            throw new InvalidOperationException($"{Where} has no layers to take away.");
        }

        var last = _layers[^1];
        _layers.RemoveAt(_layers.Count - 1);
        Rebuild();
        return last;
    }

    /// <inheritdoc/>
    public override JsonObject get_config()
    {
        var config = new JsonObject
        {
            ["name"] = name,
            ["trainable"] = trainable,
            ["dtype"] = KerasObject.Serialize(dtype_policy),
            ["layers"] = new JsonArray([.. _layers.Select(LayerSerializer.Serialize)]),
        };
        if (BuildShapes is not null || HasGraph)
        {
            config["build_input_shape"] = InputShape().ToConfig();
        }

        return config;
    }

    /// <inheritdoc/>
    public override JsonObject? get_build_config() => HasGraph ? new JsonObject { ["input_shape"] = InputShape().ToConfig() } : null;

    /// <inheritdoc/>
    protected override void Build(PartialShape inputShape)
    {
        if (_layers.Count == 0)
        {
            throw new InvalidOperationException($"{Where} is empty. Add layers to it.");
        }

        if (_layers[0] is not InputLayer)
        {
            _layers.Insert(0, new InputLayer(batch_shape: inputShape));
        }

        var x = _layers[0].output;
        foreach (var layer in _layers.Skip(1))
        {
            x = layer.call(x);
            _chain.Add(x.Node!);
        }

        _functional = new Functional(_layers[0].output, x, name);
    }

    /// <inheritdoc/>
    protected internal override Nest<PartialShape> ComputeOutputShapes(Nest<PartialShape> shapes)
    {
        EnsureBuilt(shapes);
        return Graph.ComputeOutputShapes(shapes);
    }

    /// <inheritdoc/>
    private protected override Nest<KerasTensor> Symbols(CallArguments<KerasTensor> arguments)
    {
        // Keras notes the mask that it did not get only where nothing else was said; files repeat it.
        if (arguments.Keywords.Count == 0)
        {
            arguments.Keywords["mask"] = Nest<KerasTensor>.Plain(null);
        }

        var shape = ComputeOutputShapes(arguments.First.Map(static symbol => symbol.shape)).Single;
        return new KerasTensor(shape, Graph.outputs[0].Type);
    }

    /// <inheritdoc/>
    protected override Nest<Tensor> Call(CallArguments<Tensor> arguments, bool training) => Graph.Run(arguments.First, training);

    private PartialShape InputShape() => ((InputLayer)_layers[0]).batch_shape;

    private void Append(Layer layer)
    {
        if (layer is InputLayer && _layers.Count > 0)
        {
            throw new ArgumentException($"{Where}: the input stands first; it was added after {_layers.Count} layers.");
        }

        if (_layers.FirstOrDefault(other => other.name == layer.name) is { } other)
        {
            throw new ArgumentException($"{Where}: all layers need names of their own; '{layer.name}' is taken by a {other.ClassName}. Give the {layer.ClassName} another name.");
        }

        _layers.Add(layer);
    }

    private void Rebuild()
    {
        _functional = null;
        built = false;
        foreach (var layer in layers)
        {
            // Calls made for the shorter chain would otherwise make layer.output ambiguous.
            layer.InboundNodes.RemoveAll(_chain.Contains);
        }

        if (_layers is [InputLayer first, _, ..])
        {
            EnsureBuilt(first.batch_shape);
        }
    }
}
