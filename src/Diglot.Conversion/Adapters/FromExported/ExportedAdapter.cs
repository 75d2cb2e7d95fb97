using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Formats.ExportedProgram;
using Diglot.Formats.TorchArchive;

namespace Diglot.Conversion.Adapters.FromExported;

/// <summary>
/// The graph of an exported PyTorch program. Each operation says the module it lies in, so that layers have the modules' names, and modules that are called twice are one layer.
/// Operations are those of ATen, before or after PyTorch's decompositions.
/// </summary>
public sealed class ExportedAdapter
{
    // Modules that compute one function in several steps and have no weights.
    private static readonly string[] InSteps = ["Softsign", "Tanhshrink"];

    private readonly Dictionary<string, string> _classes = [];
    private readonly GraphBuilder _builder = new();
    private readonly OperationNames _names;
    private readonly ICollection<ConversionNote> _notes;
    private readonly Dictionary<string, ExportedCell> _cells = [];
    private ExportedLength? _batch;
    private ConversionRefusedException? _refusedInput;

    private ExportedAdapter(ExportedProgramFile file, ICollection<ConversionNote> notes)
    {
        (File, _notes) = (file, notes);
        _names = new(file.Modules.Keys.Concat(file.Weights.Keys).Concat(file.Inputs.Select(static input => input.Name)).Select(static path => path.Split('.')[0]).ToHashSet());
    }

    internal ExportedProgramFile File { get; }

    /// <summary>Reads a program; weights stay in its file.</summary>
    /// <param name="file">The program.</param>
    /// <param name="notes">Where to say what was met.</param>
    /// <exception cref="ConversionRefusedException">An operation has no counterpart.</exception>
    public static NetworkGraph Read(ExportedProgramFile file, ICollection<ConversionNote>? notes = null) => new ExportedAdapter(file, notes ?? []).Read();

    internal ExportedCell Cell(string name) => _cells.TryGetValue(name, out var cell) ? cell
        : throw new ConversionRefusedException("", $"the program uses '{name}', which nothing in it gives", "Export the network again.");

    internal bool IsWeight(ExportedName name) => _cells.TryGetValue(name.Name, out var cell) && cell.Weight is not null;

    internal string NameOf(string operation) => _names.Next(operation);

    internal Value Add(string path, Layer layer, IReadOnlyList<Value> inputs, bool hasOwnName)
    {
        try
        {
            return _builder.Add(path, layer, inputs, hasOwnName: hasOwnName);
        }
        catch (GraphException exception)
        {
            throw new ConversionRefusedException(path, exception.Message.TrimEnd('.'), "Check the shapes of the network's inputs.");
        }
    }

    private NetworkGraph Read()
    {
        foreach (var input in File.Inputs.Where(static input => input.Name.Length > 0))
        {
            _cells[input.Name] = input.Kind == ExportedInputKind.User ? Input(input.Name) : Weight(input);
        }

        // A module's last operation is the one that carries its name.
        var last = File.Nodes.Index().Where(static entry => entry.Item.Modules.Count > 0).GroupBy(static entry => entry.Item.Modules[^1]).Select(static group => group.Last().Index).ToHashSet();
        foreach (var (i, node) in File.Nodes.Index())
        {
            Run(node, last.Contains(i));
        }

        NoteTraining();
        var outputs = File.Outputs.Select(name => name is null ? throw new ConversionRefusedException("", "the program gives something that is no tensor", "Let forward return tensors alone.")
            : Cell(name).Required().Value ?? throw new ConversionRefusedException("", $"the program gives '{name}', which does not follow from its inputs", "Let forward return what it computes.")).ToArray();
        if (_refusedInput is not null)
        {
            // One that leads to no output is an input all the same.
            throw _refusedInput;
        }

        var network = File.Modules.GetValueOrDefault("", "network") is var name && name.Split('.')[^1] is { Length: > 0 } className ? className.ToLowerInvariant() : "network";
        var graph = _builder.Build(network, outputs);
        NoteShared(graph);
        return graph;
    }

    /// <summary>Whether a layer of a class may have a path: nothing else has it yet.</summary>
    public bool MayBe(string path, string className) => _classes.TryAdd(path, className) || _classes[path] == className;

    private ExportedCell Input(string name)
    {
        if (!File.Tensors.TryGetValue(name, out var tensor) || tensor.Shape.Count == 0 || tensor.Shape.Any(static length => length.Number is < 1 or > int.MaxValue) || (_batch ??= tensor.Shape[0]) != tensor.Shape[0])
        {
            return ExportedCell.Of(_refusedInput = new ConversionRefusedException(name, $"the input {tensor?.ToString() ?? "()"} does not begin with the batch axis that all inputs have", "Give forward batches of equal length: (N, …).", "inputs without a batch axis"));
        }

        if (tensor.Shape[0].Number is { } batch && !_notes.Any(static note => note.Text.StartsWith("The program was exported for batches", StringComparison.Ordinal)))
        {
            _notes.Add(new(NoteKind.Adapted, "", $"The program was exported for batches of {batch} alone; the converted network takes any."));
        }

        var unique = File.Modules.ContainsKey(name) ? $"{name}_input" : name;
        return ExportedCell.Of(_builder.Input(unique, ValueShape.Create([null, .. tensor.Shape.Skip(1).Select(static length => (int?)length.Number)]), tensor.Type ?? DType.Float32));
    }

    private ExportedCell Weight(ExportedInput input)
    {
        if (!File.Weights.TryGetValue(input.Target, out var data) && !File.Constants.TryGetValue(input.Target, out data))
        {
            return ExportedCell.Of(new ConversionRefusedException("", $"the file holds no weight '{input.Target}'", "Export the network again."));
        }

        if (data.Shape.Any(static length => length > int.MaxValue))
        {
            return ExportedCell.Of(new ConversionRefusedException("", $"the weight '{input.Target}' is too long for this machine's arrays", "Split it."));
        }

        var isTrainable = input.Kind == ExportedInputKind.Parameter && data is not TorchTensor { IsParameter: true, RequiresGrad: false };
        return ExportedCell.Of(new Weight(input.Target, new StoredSource(data), isTrainable));
    }

    private void Run(ExportedNode node, bool isLast)
    {
        var module = node.Modules.Count == 0 ? null : node.Modules[^1];
        var ownPath = isLast && module is { TorchClass: not null } ? module.Path.Length == 0 ? module.TorchClass.ToLowerInvariant() : module.Path.Replace('.', '/') : null;
        var call = new ExportedCall(this, node, ownPath);
        foreach (var further in node.Outputs.Skip(1).OfType<string>())
        {
            _cells[further] = ExportedCell.Of(call.Unknown($"further results of {call.Operator}"));
        }

        if (node.Outputs.Count == 0 || node.Outputs[0] is not { } output || !File.Tensors.ContainsKey(output))
        {
            return;
        }

        try
        {
            if (module?.TorchClass is { } torchClass && InSteps.Contains(torchClass))
            {
                _cells[output] = isLast ? ExportedCell.Of(call.Layer(torchClass, call.Input(), [("other", call.Argument("other"))])) : ExportedCell.Of(call.Unknown());
                return;
            }

            _cells[output] = Result(call);
        }
        catch (ConversionRefusedException refusal)
        {
            _cells[output] = ExportedCell.Of(refusal);
            if (call.IsInPlace && call.Argument("self") is ExportedName changed && _cells.TryGetValue(changed.Name, out var cell))
            {
                cell.Refuse(refusal);
            }
        }
    }

    private ExportedCell Result(ExportedCall call)
    {
        if (call.IsTensor("self") && call.Cell().Weight is { } weight && !call.IsInPlace && WeightOperators.Apply(call, weight) is { } changed)
        {
            return ExportedCell.Of(changed);
        }

        var value = Operators.Find(call.Operator)?.Invoke(call) ?? throw call.Unknown();
        RequireShape(call, value);
        if (!call.IsInPlace)
        {
            return ExportedCell.Of(value, Operators.IsView(call.Operator) ? call.Cell(call.Node.Arguments.ContainsKey("self") ? "self" : "input") : null);
        }

        var cell = call.Cell();
        cell.Overwrite(value, () => call.Refuse($"'{call.Node.Operator}' changes a tensor of which another view is used afterwards", "Use the operation that gives a new tensor.", "in-place operation on a view"));
        return cell;
    }

    // What the layers give has the shape that PyTorch saw: if not, the program was read wrongly, or is none of PyTorch's.
    private void RequireShape(ExportedCall call, Value value)
    {
        var said = call.ResultType().Shape;
        if (said.Count != value.Shape.Rank || said[0] != _batch || said.Zip(value.Shape).Skip(1).Any(static axis => axis.First.Number is { } length && axis.Second is { } found && length != found))
        {
            throw call.Refuse($"'{call.Node.Operator}' gives ({string.Join(", ", said)}) in the program, but {value.Shape} as a layer", "Report this, with the program.");
        }
    }

    private void NoteTraining()
    {
        if (File.Nodes.FirstOrDefault(static node => node.Arguments.GetValueOrDefault("train") is true || node.Arguments.GetValueOrDefault("training") is true) is { Modules: var modules })
        {
            _notes.Add(new(NoteKind.Differs, modules.Count == 0 ? "" : modules[^1].Path, "The program was exported in training mode. The converted network has both modes; compare it in training mode, or call net.eval() before torch.export."));
        }
    }

    // Weights that several layers share are one tensor in PyTorch.
    private void NoteShared(NetworkGraph graph)
    {
        foreach (var shared in graph.Nodes.Where(static node => node.Call == 0).SelectMany(static node => node.Layer.Weights.Select(weight => (weight.Name, node.Path))).GroupBy(static entry => entry.Name).Where(static group => group.Select(static entry => entry.Path).Distinct().Count() > 1))
        {
            _notes.Add(new(NoteKind.Lost, "", $"The layers {string.Join(" and ", shared.Select(static entry => $"'{entry.Path}'").Distinct())} share the weight '{shared.Key}'; in the converted network each has its own copy, which training changes by itself."));
        }
    }
}
