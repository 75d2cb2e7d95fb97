using System.Text.Json.Nodes;
using Diglot.Keras.Models;
using Diglot.Keras.Regularizers;
using Diglot.Keras.Saving;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Layers;

/// <summary>
/// A function with weights of its own. Weights are made when the shape of the input is first known. Call it on a tensor and it computes;
/// call it on a <see cref="KerasTensor"/> and it becomes part of a graph: Python's <c>layer(x)</c> is <c>layer.call(x)</c>.
/// See keras.io/api/layers/base_layer.
/// </summary>
/// <remarks>
/// A layer of one's own overrides <see cref="Call(Tensor, bool)"/> and, if it has weights, <see cref="Build(PartialShape)"/>.
/// PyTorch's counterpart is <c>nn.Module</c>, whose parameters exist from construction on.
/// </remarks>
public abstract partial class Layer : IKerasObject, IConfigValue<Layer>
{
    private bool _trainable = true;

    /// <summary>Names the layer.</summary>
    /// <param name="name">Unique within a model; made up if not given.</param>
    /// <param name="trainable">Whether training changes its weights.</param>
    /// <param name="dtype">Element type of computation and weights; float32 if not given.</param>
    /// <param name="activity_regularizer">Penalty on the results, divided by the number of samples and added to the loss.</param>
    protected Layer(string? name = null, bool trainable = true, DTypePolicy? dtype = null, Regularizer? activity_regularizer = null)
    {
        this.name = name is null ? AutoNames.Next(ClassName) : name.Contains('/')
            ? throw new ArgumentException($"A layer's name cannot contain '/'; received '{name}'.", nameof(name)) : name;
        dtype_policy = dtype ?? DTypePolicy.Default;
        this.activity_regularizer = activity_regularizer;
        _trainable = trainable;
        built = BuiltAtOnce;
    }

    /// <summary>Unique within a model.</summary>
    public string name { get; internal set; }

    /// <summary>Whether the weights exist.</summary>
    public bool built { get; internal set; }

    /// <summary>Element types of computation and weights.</summary>
    public DTypePolicy dtype_policy { get; }

    /// <summary>Element type of the weights, by Keras's name.</summary>
    public string dtype => DTypeNames.Name(dtype_policy.VariableType);

    /// <summary>Penalty on the results.</summary>
    public Regularizer? activity_regularizer { get; }

    /// <inheritdoc/>
    public virtual string Module => "keras.layers";

    /// <inheritdoc/>
    public virtual string ClassName => GetType().Name;

    /// <summary>Whether training changes the weights; setting it sets it for the layers inside too.</summary>
    public virtual bool trainable
    {
        get => _trainable;
        set
        {
            _trainable = value;
            foreach (var variable in _trainableVariables)
            {
                variable.trainable = value;
            }

            foreach (var layer in Sublayers)
            {
                layer.trainable = value;
            }
        }
    }

    /// <summary>The symbolic input of the layer's only call.</summary>
    public KerasTensor input => OnlyNode().Arguments.First.Single;

    /// <summary>The symbolic result of the layer's only call.</summary>
    public KerasTensor output => OnlyNode().Outputs.Single;

    /// <summary>The calls of this layer in graphs.</summary>
    internal List<Node> InboundNodes { get; } = [];

    /// <summary>Layers inside this one, whose weights are also its own. Fields of user-defined layers are found by themselves.</summary>
    internal virtual IReadOnlyList<Layer> Sublayers => field ??= FieldLayers.Of(this);

    /// <summary>Whether the layer has nothing to build; Keras then writes no <c>build_config</c>.</summary>
    protected virtual bool BuiltAtOnce => false;

    /// <summary>A layer from its serialised form, as wrappers hold the layer inside.</summary>
    /// <exception cref="ConfigException">It is no layer.</exception>
    public static Layer FromConfig(JsonNode node) => node is JsonObject layer ? LayerReader.Read(layer)
        : throw new ConfigException($"Expected a layer: an object with class_name and config; received {node.ToJsonString()}.");

    /// <summary>The layer's constructor arguments, which make an equal one (without its weights).</summary>
    public virtual JsonObject get_config()
    {
        var config = new JsonObject
        {
            ["name"] = name,
            ["trainable"] = trainable,
            ["dtype"] = KerasObject.Serialize(dtype_policy),
        };
        if (activity_regularizer is not null)
        {
            config.Add("activity_regularizer", activity_regularizer);
        }

        Describe(config);
        return config;
    }

    /// <summary>The shapes it was built for, as files keep them; null for layers that need none.</summary>
    public virtual JsonObject? get_build_config() => BuiltAtOnce || BuildShapes is null ? null
        : new JsonObject { ["input_shape"] = ShapesToConfig(BuildShapes) };

    /// <summary>As Keras prints it.</summary>
    public override string ToString() => $"<{ClassName} name={name}, built={(built ? "True" : "False")}>";

    /// <summary>Adds the arguments of its own to a configuration.</summary>
    protected virtual void Describe(JsonObject config)
    {
    }

    /// <summary>The start of an error message: which layer.</summary>
    protected internal string Where => $"Layer '{name}' ({ClassName})";

    private protected static JsonNode? ShapesToConfig(Nest<PartialShape> shapes)
        => shapes.IsItem ? shapes.Single.ToConfig()
            : shapes.Names is { } names ? new JsonObject(names.Zip(shapes.Members.ToArray(), static (name, shape) => KeyValuePair.Create(name, ShapesToConfig(shape))))
            : new JsonArray([.. shapes.Members.ToArray().Select(ShapesToConfig)]);

    private Node OnlyNode() => InboundNodes.Count == 1 ? InboundNodes[0] : throw new InvalidOperationException(
        $"{Where} was called {InboundNodes.Count} times in graphs; it has one input and output only where it was called once.");
}
