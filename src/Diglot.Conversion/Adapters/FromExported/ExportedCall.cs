using Diglot.Conversion.Layers;
using Diglot.Formats.ExportedProgram;

namespace Diglot.Conversion.Adapters.FromExported;

/// <summary>One operation of a program while it is read: its arguments, and the layers it becomes.</summary>
/// <param name="program">The program that is read.</param>
/// <param name="node">The operation.</param>
/// <param name="ownPath">The module of torch.nn whose operation this is; null for operations written in a <c>forward</c>.</param>
internal sealed class ExportedCall(ExportedAdapter program, ExportedNode node, string? ownPath)
{
    // Where to compute, and what the graph's layers always have both of.
    private static readonly string[] Unimportant =
        ["inplace", "cudnn_enabled", "cudnn_enable", "memory_format", "device", "layout", "pin_memory", "non_blocking", "train", "training", "implicit", "copy", "generator"];

    private readonly HashSet<string> _read = [.. Unimportant];

    /// <summary>The operation.</summary>
    public ExportedNode Node { get; } = node;

    /// <summary>Its name: <c>relu</c>, also for <c>relu_</c>.</summary>
    public string Operator { get; } = node.Operator.Length > 1 && node.Operator.EndsWith('_') ? node.Operator[..^1] : node.Operator;

    /// <summary>Whether it writes its result into its first argument.</summary>
    public bool IsInPlace => Operator != Node.Operator;

    /// <summary>The innermost module it lies in: <c>tower/conv</c>; empty for the network itself.</summary>
    public string Path => Node.Modules.Count == 0 ? "" : Node.Modules[^1].Path.Replace('.', '/');

    /// <summary>The innermost module's class in torch.nn; null for a user's own.</summary>
    public string? TorchClass => Node.Modules.Count == 0 ? null : Node.Modules[^1].TorchClass;

    /// <summary>An argument's value; null where it is not given.</summary>
    public object? Argument(string name)
    {
        _read.Add(name);
        return Node.Arguments.GetValueOrDefault(name);
    }

    /// <summary>A tensor that follows from the network's inputs.</summary>
    public Value Input(string name = "self") => Cell(name) is var cell && cell.Value is { } value ? value
        : throw Refuse($"'{Node.Operator}' takes the parameter '{cell.Weight!.Name}' where a layer of Keras takes a value that follows from the input", "Make the parameter part of a module such as nn.Linear or nn.Conv2d.", $"{Operator} of a parameter");

    /// <summary>All tensors of a list.</summary>
    public Value[] Inputs(string name) => [.. (Argument(name) is object?[] { Length: > 0 } several ? several : throw Refuse($"its argument '{name}' is no list of tensors", "Export the network again.")).Select(item => (item is ExportedName one ? program.Cell(one.Name).Required().Value : null)
        ?? throw Refuse($"'{Node.Operator}' joins tensors that do not all follow from the network's inputs", "Make constants part of modules, or compute them from the input.", $"{Operator} of a parameter"))];

    /// <summary>The cell of a tensor argument.</summary>
    public ExportedCell Cell(string name = "self") => Argument(name) is ExportedName tensor ? program.Cell(tensor.Name).Required() : throw Refuse($"its argument '{name}' is no tensor", "Export the network again.");

    /// <summary>Whether an argument is a tensor.</summary>
    public bool IsTensor(string name) => Argument(name) is ExportedName tensor && program.File.Tensors.ContainsKey(tensor.Name);

    /// <summary>A weight of so many axes; null where the argument is None.</summary>
    public Weight? Weight(string name, int axes) => Weight(name) is var weight && (weight is null || weight.Shape.Count == axes) ? weight
        : throw Refuse($"its argument '{name}' has {weight.Shape.Count} axes, not {axes}", "Export the network again.");

    /// <summary>A weight; null where the argument is None.</summary>
    public Weight? Weight(string name) => Argument(name) is null ? null : Cell(name).Weight
        ?? throw Refuse($"its argument '{name}' is computed from the input, where layers of Keras have weights", "Use a module with weights of its own.", $"{Operator} of computed weights");

    /// <summary>What the program says of a tensor argument.</summary>
    public ExportedTensor Type(string name = "self") => Argument(name) is ExportedName tensor ? Known(tensor.Name) : throw Refuse($"its argument '{name}' is no tensor", "Export the network again.");

    /// <summary>What the program says of its result.</summary>
    public ExportedTensor ResultType() => Known(Node.Outputs[0]!);

    /// <summary>Whole numbers, one or several; a default where they are not given or none.</summary>
    public int[] Ints(string name, params int[] otherwise) => Argument(name) switch
    {
        null or object?[] { Length: 0 } => otherwise,
        object?[] several => [.. several.Select(item => Int(name, item))],
        var one => [Int(name, one)],
    };

    /// <summary>Whole numbers that are not below a least one.</summary>
    public int[] Sizes(string name, int least, params int[] otherwise) => Ints(name, otherwise) is var numbers && numbers.All(number => number >= least && number < 1 << 24) ? numbers
        : throw Refuse($"its argument '{name}' is ({string.Join(", ", numbers)}), where {least} is the least", "Export the network again.");

    /// <summary>A whole number.</summary>
    public int Int(string name, int otherwise) => Argument(name) is { } value ? Int(name, value) : otherwise;

    /// <summary>A number; null where the argument is not given or none.</summary>
    public double? Number(string name) => Argument(name) switch
    {
        null => null,
        double number => number,
        long number => number,
        _ => throw Refuse($"its argument '{name}' is no number that is known before the network runs", "Use a constant.", $"{Operator} with an open {name}"),
    };

    /// <summary>A truth value.</summary>
    public bool Flag(string name, bool otherwise = false) => Argument(name) is bool flag ? flag : otherwise;

    /// <summary>A text.</summary>
    public string Text(string name, string otherwise) => Argument(name) as string ?? otherwise;

    /// <summary>An axis counted from the beginning. The batch axis is refused: layers work on examples one by one.</summary>
    public int Axis(int axis, int rank)
    {
        var place = axis < 0 ? axis + rank : axis;
        return place > 0 && place < rank ? place : throw Refuse($"'{Node.Operator}' works along axis {axis} of {rank}, where axis 0 is the batch", "Keep the batch axis out of it.", $"{Operator} along the batch");
    }

    /// <summary>The module of torch.nn that does the same, as a layer of the graph.</summary>
    public Value Layer(string className, Value input, IReadOnlyList<(string Name, object? Value)> arguments, params IReadOnlyList<(string Key, Weight? Weight)> weights)
    {
        var conversion = LayerCatalogue.OfTorch(className) ?? throw Unknown($"nn.{className}");
        RequireAllRead();
        var named = ownPath ?? OwnerOf(className, weights);
        var path = named ?? program.NameOf(className.ToLowerInvariant());
        return program.Add(path, conversion.FromTorch(new ExportedLayer(className, path, input.Shape, arguments, weights)), [input], named is not null);
    }

    /// <summary>An operation as a layer of the graph.</summary>
    public Value Add(string name, Layer layer, params IReadOnlyList<Value> inputs)
    {
        RequireAllRead();
        return program.Add(ownPath ?? program.NameOf(name), layer, inputs, ownPath is not null);
    }

    /// <summary>Refuses arguments that nothing here asked for: they would be dropped in silence.</summary>
    public void RequireAllRead()
    {
        var unread = Node.Arguments.FirstOrDefault(argument => !_read.Contains(argument.Key) && argument.Value is not (null or false));
        if (unread.Key is not null)
        {
            throw Refuse($"the argument '{unread.Key}' of '{Node.Operator}' has no counterpart", "Leave it out.", $"{Operator}({unread.Key})");
        }
    }

    /// <summary>The operation is none that is known.</summary>
    public ConversionRefusedException Unknown(string? missing = null)
        => TakesWeightsAlone ? Refuse($"'{Node.Operator}' computes a weight from other weights, which layers of Keras do not", "Where it is a weight or spectral norm, make the weight plain before exporting: torch.nn.utils.parametrize.remove_parametrizations(module, \"weight\").", missing ?? $"operation {Operator}")
            : TorchClass is { } known && LayerCatalogue.OfTorch(known) is null
            ? Refuse($"the module nn.{known} cannot be converted yet ({Node.Operator})", "Replace it by modules that can (diglot differences lists them).", missing ?? $"nn.{known}")
            : Refuse($"the operation '{Node.Operator}' in forward cannot be converted yet", "Use a module or one of the usual functions instead.", missing ?? $"operation {Operator}");

    /// <summary>Refuses, naming the place.</summary>
    public ConversionRefusedException Refuse(string reason, string remedy, string? missing = null) => new(Path, reason, remedy, missing);

    /// <summary>A user's module whose own weight this is, such as a class derived from nn.Conv1d, gives the layer its name.</summary>
    private string? OwnerOf(string className, IReadOnlyList<(string Key, Weight? Weight)> weights)
        => Path.Length > 0 && weights.Any(weight => weight is { Key: "weight", Weight.Name: var name } && name.Replace('.', '/') == $"{Path}/weight") && program.MayBe(Path, className) ? Path : null;

    private bool TakesWeightsAlone => Node.Arguments.Values.OfType<ExportedName>().ToArray() is { Length: > 0 } names && names.All(program.IsWeight);

    private ExportedTensor Known(string name) => program.File.Tensors.GetValueOrDefault(name) ?? throw Refuse($"the program does not say the shape of '{name}'", "Export the network again.");

    private int Int(string name, object? value) => value is long number && number is > int.MinValue and < int.MaxValue ? (int)number
        : throw Refuse($"its argument '{name}' is no whole number that is known before the network runs", "Export the network with a fixed size there.", $"{Operator} with an open {name}");
}
