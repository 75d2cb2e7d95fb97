using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromOnnx.Running;
using Diglot.Formats.Onnx;

namespace Diglot.Conversion.Adapters.FromOnnx.Reading;

/// <summary>Goes through the nodes of a program once and adds layers to a graph.</summary>
internal sealed class OnnxGraphReader
{
    // Larger results are weights at work, not shapes: whoever takes them computes them when it needs them.
    private const long MaximumFolded = 1 << 24;

    private readonly OnnxProgram _program;
    private readonly GraphBuilder _builder = new();
    private readonly Dictionary<string, OnnxKnown> _known = [];
    private readonly HashSet<OnnxNode> _done = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, List<OnnxNode>> _consumers = [];
    private readonly Dictionary<string, OnnxNode> _constants = [];
    private readonly HashSet<string> _outputs;

    public OnnxGraphReader(OnnxProgram program)
    {
        _program = program;
        _outputs = [.. program.Graph.Outputs.Select(static output => output.Name)];
        Names = new(program.Graph);
        foreach (var node in program.Graph.Nodes)
        {
            if (node.Operator == "Constant" && node.Outputs.Count == 1)
            {
                _constants[node.Outputs[0]] = node;
            }

            foreach (var input in node.Inputs)
            {
                (_consumers.TryGetValue(input, out var list) ? list : _consumers[input] = []).Add(node);
            }
        }

        foreach (var (name, initializer) in program.Graph.Initializers)
        {
            if (initializer.Data is { } data)
            {
                _known[name] = new OnnxKnown.Fixed(name, new StoredSource(data));
            }
        }
    }

    /// <summary>Paths of layers.</summary>
    public NodeNames Names { get; }

    /// <summary>Version of ONNX's operations.</summary>
    public long Opset => _program.Opset;

    /// <summary>The size of the batch that the network was exported with, where that is fixed.</summary>
    public int? Batch { get; private set; }

    public NetworkGraph Read(IReadOnlyList<int[]>? inputs)
    {
        foreach (var (i, input) in _program.Graph.Arguments.Index())
        {
            _known[input.Name] = new OnnxKnown.Computed(Input(input, inputs is not null && i < inputs.Count ? inputs[i] : null));
        }

        foreach (var node in _program.Graph.Nodes)
        {
            if (!_done.Contains(node))
            {
                Read(node);
            }
        }

        var name = new string([.. _program.Graph.Name.Where(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')]);
        return _builder.Build(name.Length > 0 ? name : "network", [.. _program.Graph.Outputs.Select(output => Value(output.Name, "the network's output"))]);
    }

    /// <summary>What is known of a value; null for an argument left out.</summary>
    public OnnxKnown? Known(string name) => name.Length == 0 ? null : _known.TryGetValue(name, out var known) ? known
        : throw new ConversionRefusedException("", $"the value '{name}' is taken, but nothing gives it", "The file is damaged: export it again.");

    /// <summary>What is known of a value by now: constants that stand behind it in the file are computed first.</summary>
    public OnnxKnown? TryKnown(string name)
    {
        if (!_known.ContainsKey(name) && _constants.TryGetValue(name, out var constant))
        {
            Read(constant);
            _done.Add(constant);
        }

        return _known.GetValueOrDefault(name);
    }

    /// <summary>A value that follows from the inputs.</summary>
    public Value Value(string name, string taker) => Known(name) switch
    {
        OnnxKnown.Computed computed => computed.Value,
        OnnxKnown.Nothing nothing => throw nothing.Refusal,
        _ => throw new ConversionRefusedException("", $"{taker} '{name}' does not follow from the network's inputs", "Compute it from the input, or make it part of a layer."),
    };

    /// <summary>The only node that takes a value; null where several do, or the network gives it.</summary>
    public OnnxNode? OnlyConsumer(string name) => !_outputs.Contains(name) && _consumers.TryGetValue(name, out var list) && list.Count == 1 ? list[0] : null;

    /// <summary>The nodes that take a value; empty where the network gives it.</summary>
    public IReadOnlyList<OnnxNode> Consumers(string name) => !_outputs.Contains(name) && _consumers.TryGetValue(name, out var list) ? list : [];

    /// <summary>Says that these nodes are part of a layer already.</summary>
    public void Absorb(params ReadOnlySpan<OnnxNode> nodes)
    {
        foreach (var node in nodes)
        {
            _done.Add(node);
        }
    }

    /// <summary>Says what a value is.</summary>
    public void Set(string name, OnnxKnown known) => _known[name] = known;

    /// <summary>Adds a layer that gives a value.</summary>
    public void Add(string output, string path, Layer layer, bool hasOwnName, params IReadOnlyList<Value> inputs)
    {
        try
        {
            _known[output] = new OnnxKnown.Computed(_builder.Add(path, layer, inputs, hasOwnName: hasOwnName));
        }
        catch (GraphException exception)
        {
            throw new ConversionRefusedException(path, exception.Message.TrimEnd('.'), "Check the shape of the input.");
        }
    }

    private Value Input(OnnxValueInfo input, int[]? given)
    {
        var declared = input.Shape ?? throw new ConversionRefusedException(input.Name, "the file does not say how many axes the input has", "Export the network with an example input.");
        if (given is not null && given.Length != declared.Count - 1)
        {
            throw new ConversionRefusedException(input.Name, $"the shape given has {given.Length} axes, the file's ({string.Join(", ", declared)}) has {declared.Count - 1} besides the batch axis", "Give the shape of one example: --input 1,28,28.");
        }

        if (declared.Count == 0 || declared.Any(static axis => axis.Length > int.MaxValue))
        {
            throw new ConversionRefusedException(input.Name, $"an input has a batch axis and lengths under 2^31; this one is ({string.Join(", ", declared)})", "Export the network with a batch axis.");
        }

        Batch ??= (int?)declared[0].Length;
        var type = input.Type?.ReadAs() ?? throw new ConversionRefusedException(input.Name, "the input is no array of numbers", "Export the network with arrays as inputs.");
        return _builder.Input(input.Name, ValueShape.Create([null, .. declared.Skip(1).Select((axis, i) => given?[i] ?? (int?)axis.Length)]), type);
    }

    private void Read(OnnxNode node)
    {
        var inputs = node.Inputs.Select(Known).ToArray();
        if (inputs.OfType<OnnxKnown.Nothing>().FirstOrDefault() is { } nothing && node.Operator is not ("LSTM" or "GRU" or "RNN"))
        {
            foreach (var output in node.Outputs)
            {
                Set(output, nothing);
            }

            return;
        }

        if (node.Operator is "Identity" && inputs is [{ } same])
        {
            Set(node.Outputs[0], same);
            return;
        }

        if (node.Operator == "Shape" && inputs is [OnnxKnown.Computed computed])
        {
            Set(node.Outputs[0], Whole(node, new([.. computed.Value.Shape.Select(static (length, axis) => axis == 0 ? OnnxLength.Batch : new OnnxLength(length))], true)));
            return;
        }

        if (inputs.All(static input => input is null or OnnxKnown.Fixed) && node.Operator != "If")
        {
            Fold(node, inputs);
            return;
        }

        if (inputs.All(static input => input is null or OnnxKnown.Fixed or OnnxKnown.Lengths))
        {
            var lengths = LengthArithmetic.Run(node, inputs, (place, setting) => Numbers(node, place, setting));
            Set(node.Outputs[0], lengths is null ? new OnnxKnown.Nothing(Refuse(node, "it computes with the size of the batch in a way that is not known", "Export the network for a fixed use of its batch axis.")) : Plain(node, lengths));
            return;
        }

        if (node.Domain.Length > 0 || !NodeReaders.All.TryGetValue(node.Operator, out var read))
        {
            throw Refuse(node, "it has no counterpart among the layers of both frameworks", "Use layers that both have (SUPPORTED.md lists them), or convert the weights alone.", $"ONNX {node.Operator}");
        }

        read(new(this, node));
    }

    /// <summary>The numbers of an argument that is an input since some version and was a setting before; null where it is neither, or not fixed.</summary>
    public int[]? Numbers(OnnxNode node, int place, string setting)
        => place < node.Inputs.Count && Known(node.Inputs[place]) is { } known
            ? known is OnnxKnown.Fixed values ? [.. values.Tensor.Data.To(DType.Int64).ToArray<long>().Select(Clamp)] : null
            : node.Integers(setting)?.Select(Clamp).ToArray();

    public static ConversionRefusedException Refuse(OnnxNode node, string reason, string remedy, string? missing = null) => new(node.Label, $"(ONNX {node.Operator}) {reason}", remedy, missing);

    private static int Clamp(long value) => (int)Math.Clamp(value, int.MinValue, int.MaxValue);

    private void Fold(OnnxNode node, OnnxKnown?[] inputs)
    {
        if (inputs.Sum(static input => (input as OnnxKnown.Fixed)?.Length ?? 0) > MaximumFolded)
        {
            throw Refuse(node, "it computes a weight of more than 16 million elements", "Export the network with constant folding (do_constant_folding=True).");
        }

        var results = OnnxOperators.Run(new(node, [.. inputs.Select(static input => (input as OnnxKnown.Fixed)?.Tensor)], Opset));
        foreach (var (name, result) in node.Outputs.Zip(results))
        {
            Set(name, new OnnxKnown.Fixed(name, new MemorySource(result.Data)));
        }
    }

    private static OnnxKnown Whole(OnnxNode node, OnnxKnown.Lengths lengths)
    {
        var count = lengths.Numbers.Count;
        var (start, end) = (node.Integer("start", 0), node.Integer("end", count));
        (start, end) = (Math.Clamp(start < 0 ? start + count : start, 0, count), Math.Clamp(end < 0 ? end + count : end, 0, count));
        return Plain(node, new([.. lengths.Numbers.Take((int)start..(int)Math.Max(start, end))], true));
    }

    // Numbers without the batch in them are constants like others.
    private static OnnxKnown Plain(OnnxNode node, OnnxKnown.Lengths lengths)
    {
        if (!lengths.Numbers.All(static number => number.IsPlain))
        {
            return lengths;
        }

        var isFloat = node.Operator == "Cast" && node.Integer("to", 7) is 1 or 11;
        var array = NDArray.From<long>([.. lengths.Numbers.Select(static number => number.Factor!.Value)]).To(isFloat ? DType.Float32 : DType.Int64);
        return new OnnxKnown.Fixed(node.Outputs[0], new MemorySource(lengths.IsList ? array : array.Reshape([])));
    }
}
