using Diglot.Formats.Onnx;

namespace Diglot.Conversion.Adapters.FromOnnx.Reading;

/// <summary>A node that becomes a layer, and what it is called on.</summary>
internal sealed class NodeContext(OnnxGraphReader graph, OnnxNode node)
{
    public OnnxGraphReader Graph => graph;

    public OnnxNode Node => node;

    /// <summary>The name of its result.</summary>
    public string Output => node.Outputs[0];

    /// <summary>The first input.</summary>
    public Value X => Value(0);

    public Value Value(int place) => place < node.Inputs.Count ? graph.Value(node.Inputs[place], $"({node.Operator} '{node.Label}') input") : throw Refuse($"its input {place} is missing", "The file is damaged: export it again.");

    /// <summary>Whether an input follows from the network's inputs.</summary>
    public bool IsComputed(int place) => place < node.Inputs.Count && graph.Known(node.Inputs[place]) is OnnxKnown.Computed;

    /// <summary>A fixed input; null where it is none, or left out.</summary>
    public OnnxKnown.Fixed? Fixed(int place) => place < node.Inputs.Count ? graph.Known(node.Inputs[place]) as OnnxKnown.Fixed : null;

    /// <summary>A weight that there must be.</summary>
    public Weight Weight(int place, bool isTrainable = true) => TryWeight(place, isTrainable) ?? throw Refuse($"its weight (input {place}) is not stored in the file", "Export the network with its weights (export_params=True).");

    /// <summary>A weight that may be left out.</summary>
    public Weight? TryWeight(int place, bool isTrainable = true) => Fixed(place) is { } found ? new(found.Name, found.Source, isTrainable)
        : place < node.Inputs.Count && node.Inputs[place].Length > 0 ? throw Refuse($"its weight (input {place}) is computed from the network's input", "Only fixed weights make a layer.", $"ONNX {node.Operator} with a computed weight") : null;

    /// <summary>The only number of a fixed input.</summary>
    public double? Number(int place) => Fixed(place) is { Length: 1 } found ? found.Tensor.Data.ToArray<double>()[0] : null;

    /// <summary>A number that is an input since some version and was a setting before.</summary>
    public double? Number(int place, string setting) => Number(place) ?? node.Setting<double?>(setting);

    /// <summary>Numbers that are an input since some version and were a setting before.</summary>
    public int[]? Numbers(int place, string setting) => graph.Numbers(node, place, setting);

    /// <summary>An axis counted from 0.</summary>
    public int Axis(long axis, int rank) => axis >= -rank && axis < rank ? (int)(axis < 0 ? axis + rank : axis) : throw Refuse($"there is no axis {axis} among {rank}", "The file is damaged: export it again.");

    /// <summary>Adds a layer with weights.</summary>
    public void Add(string kind, Layer layer, Weight weight, params IReadOnlyList<Value> inputs) => graph.Add(Output, graph.Names.Of(node, kind, weight), layer, hasOwnName: true, inputs);

    /// <summary>Adds a layer without weights.</summary>
    public void Add(string kind, Layer layer, params IReadOnlyList<Value> inputs) => graph.Add(Output, graph.Names.Of(node, kind), layer, hasOwnName: false, inputs);

    /// <summary>Adds the layer that several nodes stand for; its result is that of the last.</summary>
    public void AddUntil(OnnxNode last, string kind, Layer layer, params IReadOnlyList<Value> inputs)
    {
        graph.Absorb(last);
        graph.Add(last.Outputs[0], graph.Names.Of(node, kind), layer, hasOwnName: false, inputs);
    }

    public void Require(bool holds, string what, string remedy)
    {
        if (!holds)
        {
            throw Refuse($"{what} has no counterpart", remedy, $"ONNX {node.Operator} ({what})");
        }
    }

    public ConversionRefusedException Refuse(string reason, string remedy, string? missing = null) => OnnxGraphReader.Refuse(node, reason, remedy, missing);
}
