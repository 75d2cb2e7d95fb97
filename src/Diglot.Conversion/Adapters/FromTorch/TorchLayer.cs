namespace Diglot.Conversion.Adapters.FromTorch;

/// <summary>
/// One PyTorch module while it is read, live or from a pickle: its constructor arguments by name and its tensors by key. Values are whole
/// numbers, numbers, truth values, texts, tuples (<c>int[]</c>) and null.
/// </summary>
internal abstract class TorchLayer(string className, string path, ValueShape input)
{
    /// <summary>The class in <c>torch.nn</c>.</summary>
    public string ClassName { get; } = className;

    /// <summary>The module's path, <c>/</c> between names.</summary>
    public string Path { get; } = path;

    /// <summary>Shape of what it is called on.</summary>
    public ValueShape Input { get; } = input;

    /// <summary>An attribute by name; null where it is None or absent.</summary>
    public abstract object? Attribute(string name);

    /// <summary>A parameter or buffer by key, or null.</summary>
    protected abstract (ArraySource Source, bool IsTrainable)? Tensor(string key);

    public int Int(string name) => Attribute(name) switch
    {
        int number => number,
        long number => checked((int)number),
        double number when number == Math.Floor(number) => (int)number,
        int[] { Length: 1 } numbers => numbers[0],
        var other => throw Wrong(name, other),
    };

    public double Number(string name, double otherwise) => Attribute(name) switch
    {
        double number => number,
        int number => number,
        long number => number,
        null => otherwise,
        var other => throw Wrong(name, other),
    };

    public bool Flag(string name, bool otherwise) => Attribute(name) switch
    {
        bool flag => flag,
        null => otherwise,
        var other => throw Wrong(name, other),
    };

    public string Text(string name, string otherwise) => Attribute(name) switch
    {
        string text => text,
        null => otherwise,
        var other => throw Wrong(name, other),
    };

    /// <summary>One whole number an axis; a single one stands for all.</summary>
    public int[] Ints(string name, int count) => Attribute(name) switch
    {
        int[] { Length: 1 } numbers => [.. Enumerable.Repeat(numbers[0], count)],
        int[] numbers when numbers.Length == count => numbers,
        int number => [.. Enumerable.Repeat(number, count)],
        long number => [.. Enumerable.Repeat(checked((int)number), count)],
        var other => throw Wrong(name, other),
    };

    public int Axis(int axis) => axis < 0 ? axis + Input.Rank : axis;

    /// <summary>A weight that there must be.</summary>
    public Weight Weight(string key) => TryWeight(key) ?? throw Refuse($"it has no tensor '{key}'", "The module is incomplete.");

    /// <summary>A weight that may be absent.</summary>
    public virtual Weight? TryWeight(string key) => Tensor(key) is var (source, trainable) ? new Weight($"{Path.Replace('/', '.')}.{key}", source, trainable) : null;

    /// <summary>Refuses an argument whose value has no counterpart.</summary>
    public void Require(bool holds, string argument, string remedy)
    {
        if (!holds)
        {
            throw Refuse($"{argument} has no counterpart in Keras", remedy, $"nn.{ClassName}({argument})");
        }
    }

    public ConversionRefusedException Refuse(string reason, string remedy, string? missing = null) => new(Path, $"(nn.{ClassName}) {reason}", remedy, missing);

    private ConversionRefusedException Wrong(string name, object? value) => Refuse($"the attribute '{name}' has an unexpected value ({value ?? "None"})", "Check the module.");
}
