namespace Diglot.Formats.Onnx.Reading;

/// <summary>Reads graphs and what they are made of: nodes, their attributes, descriptions of values.</summary>
internal sealed class GraphReader(WireReader wire, ExternalData external)
{
    /// <summary>What an entry of a table costs beside its texts.</summary>
    public const int EntryCost = 80;

    /// <summary>What a place in a list costs beside its text.</summary>
    public const int ReferenceCost = 40;

    private const int NodeCost = 400, AttributeCost = 200;

    private readonly TensorReader _tensors = new(wire, external);

    public OnnxGraph Read(WireField message, string place, int depth)
    {
        if (depth > OnnxLimits.MaximumGraphDepth)
        {
            throw new FileFormatException(FileFault.Limit, "Graphs are not nested without end", place, $"at most {OnnxLimits.MaximumGraphDepth} levels");
        }

        wire.Spend(NodeCost, place);
        var name = "";
        var (inputs, outputs, values) = (new List<OnnxValueInfo>(), new List<OnnxValueInfo>(), new List<OnnxValueInfo>());
        var (nodes, initializers) = (new List<OnnxNode>(), new OrderedDictionary<string, OnnxTensor>());
        foreach (var field in wire.Fields(message, place))
        {
            switch (field.Number)
            {
                case 1:
                    nodes.Add(Node(field, $"node {nodes.Count}", depth));
                    break;
                case 2:
                    name = wire.Text(field, place);
                    break;
                case 5:
                    var tensor = _tensors.Read(field, $"initializer {initializers.Count}");
                    if (!initializers.TryAdd(tensor.Name, tensor))
                    {
                        throw new FileFormatException(FileFault.Invalid, "A name occurs once", $"initializer '{tensor.Name}'", received: "two of that name");
                    }

                    break;
                case 11:
                    inputs.Add(ValueInfo(field, $"input {inputs.Count}"));
                    break;
                case 12:
                    outputs.Add(ValueInfo(field, $"output {outputs.Count}"));
                    break;
                case 13:
                    values.Add(ValueInfo(field, $"value {values.Count}"));
                    break;
                case 15:
                    throw new FileFormatException(FileFault.Unsupported, "Arrays are stored with all their elements", place, received: "a sparse initializer", remedy: "Export the model with dense weights.");
            }
        }

        return new(name, inputs, outputs, nodes, initializers, values);
    }

    public OnnxFunction Function(WireField message)
    {
        var (name, domain) = ("", "");
        var (inputs, outputs, nodes) = (new List<string>(), new List<string>(), new List<OnnxNode>());
        wire.Spend(NodeCost, "function");
        foreach (var field in wire.Fields(message, "function"))
        {
            switch (field.Number)
            {
                case 1:
                    name = wire.Text(field, "function");
                    break;
                case 4:
                    inputs.Add(Reference(field, "function"));
                    break;
                case 5:
                    outputs.Add(Reference(field, "function"));
                    break;
                case 7:
                    nodes.Add(Node(field, $"function '{name}', node {nodes.Count}", 0));
                    break;
                case 10:
                    domain = wire.Text(field, "function");
                    break;
            }
        }

        return new(domain, name, inputs, outputs, nodes);
    }

    /// <summary>A key and its text (<c>StringStringEntryProto</c>); a text longer than asked for is left out.</summary>
    public (string Key, string Value) Entry(WireField message, string place, int longest)
    {
        var (key, value) = ("", "");
        foreach (var field in wire.Fields(message, place))
        {
            key = field.Number == 1 ? wire.Text(field, place) : key;
            value = field.Number == 2 && field.Length <= longest ? wire.Text(field, place) : value;
        }

        wire.Spend(EntryCost, place);
        return (key, value);
    }

    private OnnxNode Node(WireField message, string place, int depth)
    {
        var (name, type, domain) = ("", "", "");
        var (inputs, outputs) = (new List<string>(), new List<string>());
        var (attributes, metadata) = (new Dictionary<string, OnnxAttribute>(), new Dictionary<string, string>());
        wire.Spend(NodeCost, place);
        foreach (var field in wire.Fields(message, place))
        {
            switch (field.Number)
            {
                case 1:
                    inputs.Add(Reference(field, place));
                    break;
                case 2:
                    outputs.Add(Reference(field, place));
                    break;
                case 3:
                    name = wire.Text(field, place);
                    break;
                case 4:
                    type = wire.Text(field, place);
                    break;
                case 5:
                    var attribute = Attribute(field, place, depth);
                    attributes[attribute.Name] = attribute;
                    break;
                case 7:
                    domain = wire.Text(field, place);
                    break;
                case 9:
                    var (key, value) = Entry(field, place, OnnxLimits.MaximumMetadataText);
                    metadata[key] = value;
                    break;
            }
        }

        return new(name, type, domain == "ai.onnx" ? "" : domain, inputs, outputs, attributes, metadata);
    }

    private string Reference(WireField field, string place)
    {
        wire.Spend(ReferenceCost, place);
        return wire.Text(field, place);
    }

    private OnnxAttribute Attribute(WireField message, string place, int depth)
    {
        var (name, reference, kind) = ("", "", 0L);
        object? single = null;
        var (floats, integers) = (new List<double>(), new List<long>());
        var (texts, tensors, graphs) = (new List<string>(), new List<OnnxTensor>(), new List<OnnxGraph>());
        wire.Spend(AttributeCost, place);
        foreach (var field in wire.Fields(message, place))
        {
            switch (field.Number)
            {
                case 1:
                    name = wire.Text(field, place);
                    break;
                case 2:
                    single = field.Type == WireType.Fixed32 ? (double)field.Float : throw field.Wrong(place);
                    break;
                case 3:
                    single = WireReader.Integer(field, place);
                    break;
                case 4:
                    single = wire.Text(field, place);
                    break;
                case 5:
                    single = _tensors.Read(field, $"{place}, attribute '{name}'");
                    break;
                case 6:
                    single = Read(field, $"{place}, attribute '{name}'", depth + 1);
                    break;
                case 7:
                    wire.Floats(field, floats, place);
                    break;
                case 8:
                    wire.Integers(field, integers, place);
                    break;
                case 9:
                    texts.Add(Reference(field, place));
                    break;
                case 10:
                    tensors.Add(_tensors.Read(field, place));
                    break;
                case 11:
                    graphs.Add(Read(field, place, depth + 1));
                    break;
                case 20:
                    kind = WireReader.Integer(field, place);
                    break;
                case 21:
                    reference = wire.Text(field, place);
                    break;
            }
        }

        // Files of before the field 'type' are told by what is there; later ones may leave out a zero.
        object? value = kind switch
        {
            1 => single ?? 0.0,
            2 => single ?? 0L,
            3 => single ?? "",
            6 => floats.ToArray(),
            7 => integers.ToArray(),
            8 => texts.ToArray(),
            9 => tensors.ToArray(),
            10 => graphs.ToArray(),
            _ => single ?? (floats.Count > 0 ? floats.ToArray() : integers.Count > 0 ? integers.ToArray() : texts.Count > 0 ? texts.ToArray() : null),
        };
        return new(name, value, reference);
    }

    private OnnxValueInfo ValueInfo(WireField message, string place)
    {
        var name = "";
        OnnxElementType? type = null;
        List<OnnxDimension>? shape = null;
        wire.Spend(AttributeCost, place);
        foreach (var field in wire.Fields(message, place))
        {
            if (field.Number == 1)
            {
                name = wire.Text(field, place);
            }
            else if (field.Number == 2)
            {
                foreach (var array in wire.Fields(field, place).Where(static kind => kind.Number == 1).SelectMany(kind => wire.Fields(kind, place)))
                {
                    type = array.Number == 1 ? (OnnxElementType)(int)WireReader.Integer(array, place) : type;
                    shape = array.Number == 2 ? Shape(array, place) : shape;
                }
            }
        }

        return new(name, type, shape);
    }

    private List<OnnxDimension> Shape(WireField message, string place)
    {
        var axes = new List<OnnxDimension>();
        foreach (var axis in wire.Fields(message, place).Where(static field => field.Number == 1))
        {
            var (length, symbol) = ((long?)null, "");
            foreach (var field in wire.Fields(axis, place))
            {
                length = field.Number == 1 ? WireReader.Integer(field, place) : length;
                symbol = field.Number == 2 ? wire.Text(field, place) : symbol;
            }

            wire.Spend(EntryCost, place);
            axes.Add(new(length < 0 ? null : length, symbol));
        }

        return axes;
    }
}
