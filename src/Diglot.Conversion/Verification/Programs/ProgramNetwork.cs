using Diglot.Conversion.Adapters;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.ToTorch;
using Diglot.Formats.ExportedProgram;
using Diglot.Formats.TorchArchive;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Verification.Programs;

/// <summary>
/// An exported program that runs as it is written: operation by operation, with the sizes that it computes. What a conversion made of the program is compared with this, so that
/// mistakes in reading it as layers show. Its state has the original network's keys.
/// </summary>
public sealed class ProgramNetwork : SteppedNetwork
{
    private readonly ExportedProgramFile _file;
    private readonly ExportedNode[] _nodes;
    private readonly string[] _inputs;
    private readonly Dictionary<string, Tensor> _weights = [];

    private ProgramNetwork(ExportedProgramFile file, ExportedNode[] nodes)
    {
        (_file, _nodes) = (file, nodes);
        _inputs = [.. file.Inputs.Where(static input => input.Kind == ExportedInputKind.User).Select(static input => input.Name)];
        FixedBatch = (int?)_inputs.Select(name => file.Tensors.GetValueOrDefault(name)?.Shape.FirstOrDefault().Number).FirstOrDefault(static batch => batch is > 0);
        foreach (var input in file.Inputs.Where(static input => input.Target.Length > 0 && input.Name.Length > 0))
        {
            if (file.Weights.TryGetValue(input.Target, out var data) || file.Constants.TryGetValue(input.Target, out data))
            {
                _weights[input.Name] = Register(input.Target, new StoredSource(data).Read(), data is TorchTensor { IsParameter: true } parameter ? parameter.RequiresGrad : null, file.Weights.ContainsKey(input.Target));
            }
        }

        this.eval();
    }

    private protected override int? FixedBatch { get; }

    /// <summary>The program, ready to run; null where it has operations that cannot be run here.</summary>
    public static ProgramNetwork? TryMake(ExportedProgramFile file)
    {
        var needed = file.Outputs.OfType<string>().ToHashSet();
        var nodes = new Stack<ExportedNode>();
        foreach (var node in file.Nodes.Reverse().Where(node => node.Outputs.Any(output => output is not null && needed.Contains(output)) || (IsInPlace(node) && needed.Contains(Changed(node)))))
        {
            if (!ProgramOperations.Knows(node))
            {
                return null;
            }

            nodes.Push(node);
            needed.UnionWith(node.Arguments.Values.SelectMany(Names));
        }

        return new(file, [.. nodes]);
    }

    private protected override Tensor[] RunOnce(Tensor[] inputs)
    {
        if (inputs.Length != _inputs.Length)
        {
            throw new ArgumentException($"The program takes {_inputs.Length} inputs; received {inputs.Length}.", nameof(inputs));
        }

        var values = _weights.ToDictionary(static entry => entry.Key, static entry => (object)entry.Value);
        foreach (var (name, tensor) in _inputs.Zip(inputs))
        {
            values[name] = tensor;
        }

        foreach (var node in _nodes)
        {
            var result = ProgramOperations.Run(new ProgramOperation(node, values, node.Outputs[0] is { } output ? _file.Tensors.GetValueOrDefault(output) : null));
            var before = IsInPlace(node) ? values[Changed(node)] : null;
            values[node.Outputs[0]!] = result;
            foreach (var name in values.Where(entry => before is not null && ReferenceEquals(entry.Value, before)).Select(static entry => entry.Key).ToArray())
            {
                values[name] = result;
            }
        }

        return [.. _file.Outputs.Select(name => (Tensor)values[name!])];
    }

    private Tensor Register(string key, NDArray data, bool? isTrainable, bool isState)
    {
        var parts = key.Split('.');
        var holder = ModuleGroup.Holder(this, parts[..^1]);
        return isTrainable is { } trainable ? holder.register_parameter(parts[^1], nn.Parameter(new Tensor(data), trainable))! : holder.register_buffer(parts[^1], new Tensor(data), isState)!;
    }

    private static bool IsInPlace(ExportedNode node) => node.Operator.Length > 1 && node.Operator.EndsWith('_') && Changed(node).Length > 0;

    private static string Changed(ExportedNode node) => (node.Arguments.GetValueOrDefault("self") as ExportedName)?.Name ?? "";

    private static IEnumerable<string> Names(object? argument) => argument switch
    {
        ExportedName name => [name.Name],
        object?[] several => several.SelectMany(Names),
        _ => [],
    };
}
