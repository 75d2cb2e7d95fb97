using System.Globalization;

namespace Diglot.Formats.Onnx;

/// <summary>An ONNX file as a <see cref="ModelFile"/>.</summary>
internal static class OnnxModelFile
{
    public static ModelFile Make(string path, OnnxModel model)
    {
        var facts = new OrderedDictionary<string, string>();
        void Add(string name, string value)
        {
            if (value.Length > 0)
            {
                facts.TryAdd(name, value);
            }
        }

        Add("producer", $"{model.ProducerName} {model.ProducerVersion}".Trim());
        Add("ir_version", model.IrVersion.ToString(CultureInfo.InvariantCulture));
        Add("opset", string.Join(", ", model.Opsets.Select(static set => $"{(set.Key.Length == 0 ? "ai.onnx" : set.Key)} {set.Value}")));
        foreach (var (key, value) in model.Metadata)
        {
            Add(key, value);
        }

        return new()
        {
            Path = path,
            Format = OnnxFormat.Instance.Name,
            Description = "ONNX model",
            Weights = model.Weights,
            Signature = new(
                Described(model.Graph.Arguments),
                Described(model.Graph.Outputs),
                new OrderedDictionary<string, int>(model.Graph.Nodes.CountBy(static node => node.Domain.Length == 0 ? node.Operator : $"{node.Domain}.{node.Operator}").OrderBy(static entry => entry.Key, StringComparer.Ordinal))),
            Facts = facts,
        };
    }

    private static OrderedDictionary<string, string> Described(IEnumerable<OnnxValueInfo> values)
        => new(values.DistinctBy(static value => value.Name).Select(static value => KeyValuePair.Create(value.Name, value.ToString())));
}
