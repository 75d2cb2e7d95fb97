using Diglot.Conversion.Adapters.FromOnnx.Running;
using Diglot.Conversion.Adapters.ToTorch;
using Diglot.Formats.Onnx;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Adapters.FromOnnx;

/// <summary>
/// An ONNX model as a live network that computes node by node what the file says: the source's side of a proof. Its float initializers are parameters under
/// their names, statistics of batch normalizations buffers; it computes as at inference, in training mode too.
/// </summary>
public sealed class OnnxNetwork : SteppedNetwork
{
    private readonly OnnxProgram _program;
    private readonly Dictionary<string, Tensor> _constants = [];

    /// <summary>Reads all arrays of a model.</summary>
    /// <exception cref="Diglot.Formats.FileFormatException">An array is damaged.</exception>
    public OnnxNetwork(OnnxModel model)
    {
        _program = OnnxProgram.Of(model);
        var statistics = _program.Graph.Nodes.Where(static node => node.Operator == "BatchNormalization").SelectMany(static node => node.Inputs.Skip(3)).ToHashSet();
        foreach (var (name, initializer) in _program.Graph.Initializers)
        {
            if (OnnxValues.Read(initializer) is not { } tensor)
            {
                continue;
            }

            if (tensor.Type.IsFloatingPoint)
            {
                Register(name, tensor = statistics.Contains(name) ? tensor : nn.Parameter(tensor), statistics.Contains(name));
            }

            _constants[name] = tensor;
        }

        this.eval();
    }

    // The batch that all inputs and outputs are declared with, where it is a number.
    private protected override int? FixedBatch => _program.Graph.Arguments.Concat(_program.Graph.Outputs).Select(static value => value.Shape is [var first, ..] ? first.Length : null).Distinct().ToArray() is [{ } batch] && batch is > 0 and <= int.MaxValue ? (int)batch : null;

    private protected override Tensor[] RunOnce(Tensor[] inputs)
    {
        var values = trace(inputs);
        return [.. _program.Graph.Outputs.Select(output => values.GetValueOrDefault(output.Name) ?? throw Missing(output.Name, "the graph"))];
    }

    /// <summary>Computes every value of the graph, by name.</summary>
    public IReadOnlyDictionary<string, Tensor> trace(params Tensor[] inputs)
    {
        var arguments = _program.Graph.Arguments.ToArray();
        if (inputs.Length != arguments.Length)
        {
            throw new ArgumentException($"The network takes {arguments.Length} inputs ({string.Join(", ", arguments.Select(static argument => argument.Name))}); received {inputs.Length}.", nameof(inputs));
        }

        var values = new Dictionary<string, Tensor>(_constants);
        foreach (var (argument, tensor) in arguments.Zip(inputs))
        {
            values[argument.Name] = tensor;
        }

        Run(_program.Graph.Nodes, values);
        return values;
    }

    private void Run(IReadOnlyList<OnnxNode> nodes, Dictionary<string, Tensor> values)
    {
        foreach (var node in nodes)
        {
            var results = node.Operator == "If" && node.Domain.Length == 0 ? Chosen(node, values)
                : OnnxOperators.Run(new(node, [.. node.Inputs.Select(name => name.Length == 0 ? null : values.GetValueOrDefault(name) ?? throw Missing(name, $"node '{node.Label}'"))], _program.Opset));
            foreach (var (name, result) in node.Outputs.Zip(results))
            {
                values[name] = result;
            }
        }
    }

    // A branch sees the values around it.
    private Tensor[] Chosen(OnnxNode node, Dictionary<string, Tensor> values)
    {
        var isTrue = node.Inputs.Count > 0 && values.TryGetValue(node.Inputs[0], out var condition) ? condition.Data.ToArray<double>()[0] != 0 : throw Missing("condition", $"node '{node.Label}'");
        var branch = node.Setting<OnnxGraph>(isTrue ? "then_branch" : "else_branch") ?? throw Missing("branch", $"node '{node.Label}'");
        var inner = new Dictionary<string, Tensor>(values);
        foreach (var (name, initializer) in branch.Initializers)
        {
            if (OnnxValues.Read(initializer) is { } tensor)
            {
                inner[name] = tensor;
            }
        }

        Run(branch.Nodes, inner);
        return [.. branch.Outputs.Select(output => inner.GetValueOrDefault(output.Name) ?? throw Missing(output.Name, $"node '{node.Label}'"))];
    }

    private void Register(string name, Tensor tensor, bool isBuffer)
    {
        var parts = name.Split('.');
        var holder = ModuleGroup.Holder(this, parts[..^1]);
        if (isBuffer)
        {
            holder.register_buffer(parts[^1], tensor);
        }
        else
        {
            holder.register_parameter(parts[^1], tensor);
        }
    }

    private static ConversionRefusedException Missing(string name, string where) => new("", $"{where} takes the value '{name}', which nothing gives", "The file is damaged: export it again.");
}
