namespace Diglot.Torch.Tensors;

/// <summary>One whole number for all axes, or one for each, as PyTorch's arguments of type <c>int or tuple</c>; a length may be left open (<c>None</c>) where the module allows it.</summary>
public readonly struct IntOrTuple : IEquatable<IntOrTuple>
{
    private readonly int?[]? _values;

    /// <summary>One number for each axis.</summary>
    public IntOrTuple(params int?[] values) => _values = values;

    private IntOrTuple(int value)
    {
        Single = value;
        _values = null;
    }

    /// <summary>Whether one number stands for all axes.</summary>
    public bool IsSingle => _values is null;

    /// <summary>Number of numbers.</summary>
    public int Count => _values?.Length ?? 1;

    private int Single { get; }

    /// <summary>One number.</summary>
    public static implicit operator IntOrTuple(int value) => new(value);

    /// <summary>Two numbers.</summary>
    public static implicit operator IntOrTuple((int, int) values) => new(values.Item1, values.Item2);

    /// <summary>Two numbers, either of them open.</summary>
    public static implicit operator IntOrTuple((int?, int?) values) => new(values.Item1, values.Item2);

    /// <summary>Three numbers.</summary>
    public static implicit operator IntOrTuple((int, int, int) values) => new(values.Item1, values.Item2, values.Item3);

    /// <summary>Three numbers, any of them open.</summary>
    public static implicit operator IntOrTuple((int?, int?, int?) values) => new(values.Item1, values.Item2, values.Item3);

    /// <summary>Four numbers.</summary>
    public static implicit operator IntOrTuple((int, int, int, int) values) => new(values.Item1, values.Item2, values.Item3, values.Item4);

    /// <summary>Six numbers.</summary>
    public static implicit operator IntOrTuple((int, int, int, int, int, int) values)
        => new(values.Item1, values.Item2, values.Item3, values.Item4, values.Item5, values.Item6);

    /// <summary>Any number of numbers.</summary>
    public static implicit operator IntOrTuple(int[] values) => new([.. values.Select(static value => (int?)value)]);

    /// <summary>A shape.</summary>
    public static implicit operator IntOrTuple(Size values) => (int[])values;

    /// <summary>One number for each of <paramref name="count"/> axes.</summary>
    /// <param name="count">Number of axes.</param>
    /// <param name="argument">What the numbers are, for the message.</param>
    /// <exception cref="ArgumentException">Another count was given, or a number is open.</exception>
    public int[] Expand(int count, string argument)
    {
        var text = ToString();
        return [.. ExpandOpen(count, argument).Select(value => value ?? throw new ArgumentException($"{argument} needs {count} whole numbers; received {text}.", argument))];
    }

    /// <summary>As <see cref="Expand"/>, open numbers allowed.</summary>
    public int?[] ExpandOpen(int count, string argument)
        => _values is null ? [.. Enumerable.Repeat((int?)Single, count)]
            : _values.Length == count ? [.. _values]
            : throw new ArgumentException($"{argument} takes one whole number or {count}; received {this}.", argument);

    /// <summary>The numbers as given.</summary>
    public int[] ToArray() => Expand(Count, "value");

    /// <inheritdoc/>
    public bool Equals(IntOrTuple other) => IsSingle == other.IsSingle && ToString() == other.ToString();

    /// <inheritdoc/>
    public override bool Equals(object? other) => other is IntOrTuple value && Equals(value);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>As Python prints it: <c>3</c> or <c>(3, 2)</c>.</summary>
    public override string ToString() => _values is null ? Single.ToString() : PythonText.Tuple(_values);
}
