namespace Diglot.Formats.Onnx.Reading;

/// <summary>Reads the outermost message, <c>ModelProto</c>.</summary>
internal sealed class ModelReader(WireReader wire, ExternalData external)
{
    private const string Place = "model";

    private readonly GraphReader _graphs = new(wire, external);

    public OnnxModel Read(long length)
    {
        var (version, producer, producerVersion) = (0L, "", "");
        var opsets = new OrderedDictionary<string, long>();
        var metadata = new OrderedDictionary<string, string>();
        var functions = new List<OnnxFunction>();
        OnnxGraph? graph = null;
        foreach (var field in wire.Fields(0, length, Place))
        {
            switch (field.Number)
            {
                case 1:
                    version = WireReader.Integer(field, Place);
                    break;
                case 2:
                    producer = wire.Text(field, Place);
                    break;
                case 3:
                    producerVersion = wire.Text(field, Place);
                    break;
                case 7:
                    graph = graph is null ? _graphs.Read(field, "graph", 0)
                        : throw new FileFormatException(FileFault.Invalid, "A model has one graph", $"byte {field.Start}", received: "a second");
                    break;
                case 8:
                    var (domain, number) = Opset(field);
                    opsets[domain] = number;
                    break;
                case 14:
                    var (key, value) = _graphs.Entry(field, Place, int.MaxValue);
                    metadata[key] = value;
                    break;
                case 25:
                    functions.Add(_graphs.Function(field));
                    break;
            }
        }

        if (graph is null)
        {
            throw new FileFormatException(FileFault.WrongFormat, "An ONNX file holds a graph", Place, received: length == 0 ? "an empty file" : "a message without one", remedy: "Is it the right file, and whole?");
        }

        return new()
        {
            IrVersion = version,
            ProducerName = producer,
            ProducerVersion = producerVersion,
            Opsets = opsets,
            Graph = graph,
            Functions = functions,
            Metadata = metadata,
        };
    }

    private (string Domain, long Version) Opset(WireField message)
    {
        var (domain, version) = ("", 0L);
        foreach (var field in wire.Fields(message, Place))
        {
            domain = field.Number == 1 ? wire.Text(field, Place) : domain;
            version = field.Number == 2 ? WireReader.Integer(field, Place) : version;
        }

        wire.Spend(GraphReader.EntryCost, Place);
        return (domain == "ai.onnx" ? "" : domain, version);
    }
}
