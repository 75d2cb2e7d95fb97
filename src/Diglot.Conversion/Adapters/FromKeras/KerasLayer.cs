using System.Text.Json;
using System.Text.Json.Nodes;

namespace Diglot.Conversion.Adapters.FromKeras;

/// <summary>
/// One layer's configuration while it is read. Every argument is asked for by name with the values that are allowed; what nobody asked for and
/// is not known to be without effect on the computation is refused in <see cref="Finish"/>.
/// </summary>
internal sealed class KerasLayer(KerasSpec spec, IReadOnlyList<ValueShape> inputs, IKerasWeights weights, List<ConversionNote> notes)
{
    // How weights begin, bookkeeping, and what only matters for speed.
    private static readonly string[] WithoutEffect =
    [
        "name", "trainable", "dtype", "batch_input_shape", "batch_shape", "input_dtype", "quantization_config", "autocast", "synchronized", "ragged", "sparse", "input_shape",
        "lora_rank", "lora_alpha", "noise_shape_static", "time_major_static",
    ];

    private readonly HashSet<string> _asked = [];
    private int _next;

    public string ClassName => spec.ClassName;

    public string Path => spec.Path;

    /// <summary>Whether training changes it and the models around it.</summary>
    public bool IsTrainable => spec.IsTrainable;

    public IReadOnlyList<ValueShape> Inputs => inputs;

    public ValueShape Input => inputs[0];

    public JsonNode? Node(string argument)
    {
        _asked.Add(argument);
        return spec.Config[argument];
    }

    public int Int(string argument, int otherwise) => Node(argument) is { } node ? Whole(argument, node) : otherwise;

    public int Int(string argument) => Node(argument) is { } node ? Whole(argument, node) : throw Refuse($"the argument '{argument}' is missing", "Save the model again with Keras 2 or 3.");

    public double Number(string argument, double otherwise) => Node(argument) is { } node ? Read<double>(argument, node) : otherwise;

    public double? NumberOrNone(string argument) => Node(argument) is { } node ? Read<double>(argument, node) : null;

    public bool Flag(string argument, bool otherwise) => Node(argument) is { } node ? Read<bool>(argument, node) : otherwise;

    public string Text(string argument, string otherwise, params ReadOnlySpan<string> allowed)
    {
        var text = Node(argument) is { } node ? Read<string>(argument, node) : otherwise;
        return allowed.Contains(text) ? text
            : throw Refuse($"{argument}='{text}' has no counterpart (known are {string.Join(", ", allowed.ToArray())})", "Choose one of these values.", $"{ClassName}({argument}='{text}')");
    }

    /// <summary>One whole number an axis; a single one stands for all.</summary>
    public int[] Ints(string argument, int count, int? otherwise = null) => Node(argument) switch
    {
        JsonArray list when list.Count == count => [.. list.Select(item => Whole(argument, item!))],
        JsonValue single => [.. Enumerable.Repeat(Whole(argument, single), count)],
        null when otherwise is { } value => [.. Enumerable.Repeat(value, count)],
        var other => throw Refuse($"{argument} is not {count} whole numbers: {other?.ToJsonString() ?? "None"}", "Correct the argument."),
    };

    /// <summary>Where channels are, from <c>data_format</c>.</summary>
    public int ChannelAxis(int rank) => Text("data_format", "channels_last", "channels_last", "channels_first") == "channels_first" ? 1 : rank - 1;

    /// <summary>An axis counted from 0.</summary>
    public int Axis(int axis) => axis >= -Input.Rank && axis < Input.Rank ? (axis + Input.Rank) % Input.Rank
        : throw Refuse($"axis {axis} does not exist in an input {Input}", "Correct the axis.");

    /// <summary>A length that weights depend on.</summary>
    public int Length(int axis) => Input[axis] ?? throw Refuse($"the length of axis {axis} of its input {Input} is unknown", "Give the model a whole input shape.");

    /// <summary>The next variable of the layer; asked for in the order in which Keras makes them.</summary>
    public Weight Weight(string name, int[] shape, bool trainable = true)
    {
        var place = _next++;
        if (spec.Variables.Count <= place)
        {
            spec.Variables.Add(new(name, shape, trainable));
        }

        var stored = weights.Of(spec);
        if (place >= stored.Count)
        {
            throw Refuse($"the file has {stored.Count} weights for it; '{name}' would be number {place + 1}", "The weights belong to another model.");
        }

        return stored[place].Shape.SequenceEqual(shape)
            ? new Weight($"{Path}/{name}", stored[place], trainable && spec.IsTrainable)
            : throw Refuse($"the stored weight '{name}' has shape ({string.Join(", ", stored[place].Shape)}); ({string.Join(", ", shape)}) was expected", "The weights belong to another model.");
    }

    public void Note(NoteKind kind, string text)
    {
        var note = new ConversionNote(kind, Path, text);
        if (!notes.Contains(note))
        {
            notes.Add(note);
        }
    }

    public ConversionRefusedException Refuse(string reason, string remedy, string? missing = null) => new(Path, $"({ClassName}) {reason}", remedy, missing);

    /// <summary>Refuses what was not asked for, and notes what the target will not have.</summary>
    public void Finish()
    {
        foreach (var (argument, value) in spec.Config)
        {
            if (value is null || _asked.Contains(argument) || WithoutEffect.Contains(argument) || argument.EndsWith("_initializer", StringComparison.Ordinal))
            {
                continue;
            }

            if (argument.EndsWith("_regularizer", StringComparison.Ordinal) || argument.EndsWith("_constraint", StringComparison.Ordinal))
            {
                Note(NoteKind.Lost, $"{argument} acts in training only and is not part of a PyTorch module: add the penalty to the loss (or use weight_decay), apply the constraint after each step.");
                continue;
            }

            throw Refuse($"the argument {argument}={value.ToJsonString()} is unknown", "Remove the argument, or report that it is missing.", $"{ClassName}({argument})");
        }

        var stored = weights is NoKerasWeights ? _next : weights.Of(spec).Count;
        if (stored != _next)
        {
            throw Refuse($"the file has {stored} weights for it; the layer has {_next}", "The weights belong to another model.");
        }
    }

    private int Whole(string argument, JsonNode node) => node is JsonValue value && value.TryGetValue<double>(out var number) && number == Math.Floor(number)
        ? (int)number : throw Refuse($"{argument} is not a whole number: {node.ToJsonString()}", "Correct the argument.");

    private T Read<T>(string argument, JsonNode node) => node is JsonValue value && value.TryGetValue<T>(out var found) ? found
        : typeof(T) == typeof(double) && node.GetValueKind() == JsonValueKind.Number ? (T)(object)double.Parse(node.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture)
        : throw Refuse($"{argument} has a value of the wrong kind: {node.ToJsonString()}", "Correct the argument.");
}
