using System.Text.Json;
using System.Text.Json.Nodes;
using Diglot.Conversion.Layers;

namespace Diglot.Conversion.Adapters.FromKeras;

/// <summary>
/// A graph from a Keras configuration and the place of its weights. Layers stay where the configuration has them: axes are Keras's, nested
/// models become paths, a layer with an activation becomes two nodes.
/// </summary>
internal sealed class KerasReader
{
    private readonly GraphBuilder _builder = new();
    private readonly IKerasWeights _weights;
    private readonly List<ConversionNote> _notes;

    private KerasReader(IKerasWeights weights, List<ConversionNote> notes) => (_weights, _notes) = (weights, notes);

    /// <summary>Reads a whole model.</summary>
    public static NetworkGraph Read(KerasSpec model, IKerasWeights weights, List<ConversionNote> notes)
    {
        LayerPrecision.Check(model, notes);
        return new KerasReader(weights, notes).Model(model);
    }

    private NetworkGraph Model(KerasSpec model)
    {
        if (!model.IsModel)
        {
            throw new ConversionRefusedException("", $"a model of the class {model.ClassName} has its computation in Python code, which the file does not hold", "Convert a Sequential or functional model, or rebuild it here and give the live model.", model.ClassName);
        }

        var outputs = model.ClassName == "Sequential" ? Chain(model, null) : new FunctionalCalls(model, this).Run(null);
        return _builder.Build(model.Name, outputs) with { OutputNames = OutputNames(model) };
    }

    /// <summary>The calls of a model on values, or as the outermost model on inputs of its own.</summary>
    internal IReadOnlyList<Value> Call(KerasSpec layer, IReadOnlyList<Value> inputs) => layer.ClassName switch
    {
        "Sequential" => Chain(layer, inputs),
        "Functional" or "Model" => new FunctionalCalls(layer, this).Run(inputs),
        _ => [Layer(layer, inputs)],
    };

    /// <summary>An input of the network.</summary>
    internal Value Input(KerasSpec layer)
    {
        var shape = (layer.Config["batch_shape"] ?? layer.Config["batch_input_shape"]) as JsonArray
            ?? throw new ConversionRefusedException(layer.Path, "the input has no shape", "Give the model an input shape.");
        return Input(layer.Name, shape, layer.Config["dtype"]);
    }

    private Value Input(string name, JsonArray shape, JsonNode? type) => _builder.Input(name, ValueShape.Create([.. shape.Select(static length => (int?)length)]), Type(type));

    private IReadOnlyList<Value> Chain(KerasSpec model, IReadOnlyList<Value>? inputs)
    {
        var layers = model.Layers;
        Value value;
        if (inputs is [var given])
        {
            value = given;
        }
        else if (inputs is not null)
        {
            throw new ConversionRefusedException(model.Path, $"a Sequential takes one input; it is called with {inputs.Count}", "Correct the model.");
        }
        else if (layers is [{ ClassName: "InputLayer" } first, ..])
        {
            value = Input(first);
        }
        else
        {
            var shape = (layers.FirstOrDefault() is { } begin ? FirstShape(begin) : null) ?? model.Config["build_input_shape"] as JsonArray ?? model.Config["batch_input_shape"] as JsonArray
                ?? (model.Node["build_config"] as JsonObject)?["input_shape"] as JsonArray
                ?? throw new ConversionRefusedException("", "the model was never called, so its input's shape is unknown", "Begin it with keras.Input(shape=…), or save it after a call.");
            value = Input("input", shape, null);
        }

        foreach (var layer in layers.Where(static layer => layer.ClassName != "InputLayer"))
        {
            value = Call(layer, [value])[0];
        }

        return [value];
    }

    private Value Layer(KerasSpec spec, IReadOnlyList<Value> inputs)
    {
        if (KerasOperations.IsOperation((string?)spec.Node["module"]))
        {
            return Operation(spec, inputs);
        }

        var conversion = CustomClass(spec) is { } custom
            ? throw new ConversionRefusedException(spec.Path, $"its class is code of its author ({custom}), which is not in the file", "Build the model from ordinary layers, or rebuild that layer by hand on the other side.", custom)
            : LayerCatalogue.OfKeras(spec.ClassName) ?? throw Unknown(spec);
        var layer = new KerasLayer(spec, [.. inputs.Select(static input => input.Shape)], _weights, _notes);
        var policy = spec.Config["dtype"] is JsonObject given ? (string?)given["config"]?["name"] : (string?)spec.Config["dtype"];
        if (policy?.EndsWith("16", StringComparison.Ordinal) == true && _notes.All(note => note.Text != NarrowText(policy)))
        {
            _notes.Add(new(NoteKind.Differs, "", NarrowText(policy)));
        }

        try
        {
            var parts = conversion.FromKeras(layer);
            layer.Finish();
            foreach (var (kind, part) in parts)
            {
                inputs = [_builder.Add(spec.Path, kind, inputs, part)];
            }
        }
        catch (GraphException exception)
        {
            throw new ConversionRefusedException(spec.Path, exception.Message.TrimEnd('.'), "Check the model's configuration.");
        }

        return inputs[0];
    }

    // keras.saving.register_keras_serializable names a class package>Name; .keras says so beside the class, HDF5 in its place.
    private static string? CustomClass(KerasSpec spec)
        => spec.Node["registered_name"] is JsonValue registered && (string?)registered is { } name && name != spec.ClassName && !name.StartsWith("keras", StringComparison.OrdinalIgnoreCase) ? name
            : spec.ClassName.Contains('>') ? spec.ClassName
            : null;

    private static string NarrowText(string policy) => $"Keras computes in 16 bits here (dtype policy {policy}); the PyTorch network computes in float32: run it under torch.autocast for speed, results then differ as Keras's do.";

    /// <summary>A function that the model calls.</summary>
    private Value Operation(KerasSpec spec, IReadOnlyList<Value> inputs)
    {
        var node = new KerasLayer(spec, [.. inputs.Select(static input => input.Shape)], _weights, _notes);
        var layer = (inputs.Count == 1 ? KerasOperations.Read(node) : null)
            ?? throw new ConversionRefusedException(spec.Path, $"the function {(string?)spec.Node["module"]}.{spec.ClassName} cannot be converted yet", "Use layers in its place; of functions, activations can be converted.", $"{(string?)spec.Node["module"]}.{spec.ClassName}");
        node.Finish();
        return _builder.Add(spec.Path, layer, inputs);
    }

    private static ConversionRefusedException Unknown(KerasSpec spec) => spec.ClassName switch
    {
        "Lambda" => new(spec.Path, "a Lambda layer holds Python code, which is never run", "Replace it by ordinary layers (Rescaling, Reshape, Activation, Add …) and save again."),
        _ => new(spec.Path, $"the layer class {spec.ClassName} cannot be converted yet", "Replace it by layers that can (diglot differences lists them).", $"keras.layers.{spec.ClassName}"),
    };

    private static JsonArray? FirstShape(KerasSpec layer) => layer.Config["batch_input_shape"] as JsonArray ?? layer.Config["batch_shape"] as JsonArray
        ?? (layer.IsModel && layer.Layers.FirstOrDefault() is { } inner ? FirstShape(inner) : null);

    private static IReadOnlyList<string>? OutputNames(KerasSpec model) => model.Config["output_layers"] is JsonObject named ? [.. named.Select(static output => output.Key).Order(StringComparer.Ordinal)] : null;

    private static DType Type(JsonNode? node) => (node is JsonObject policy ? (string?)policy["config"]?["name"] : (string?)node) switch
    {
        "float64" => DType.Float64,
        "float16" => DType.Float16,
        "bfloat16" => DType.BFloat16,
        "int32" => DType.Int32,
        "int64" => DType.Int64,
        _ => DType.Float32,
    };
}
