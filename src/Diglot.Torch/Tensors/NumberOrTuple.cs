namespace Diglot.Torch.Tensors;

/// <summary>One real number for all axes, or one for each, as PyTorch's arguments of type <c>float or tuple</c>.</summary>
public readonly struct NumberOrTuple
{
    private readonly double[] _values;

    private NumberOrTuple(bool isSingle, double[] values) => (IsSingle, _values) = (isSingle, values);

    /// <summary>Whether one number stands for all axes.</summary>
    public bool IsSingle { get; }

    /// <summary>One number.</summary>
    public static implicit operator NumberOrTuple(double value) => new(true, [value]);

    /// <summary>Two numbers.</summary>
    public static implicit operator NumberOrTuple((double, double) values) => new(false, [values.Item1, values.Item2]);

    /// <summary>Three numbers.</summary>
    public static implicit operator NumberOrTuple((double, double, double) values) => new(false, [values.Item1, values.Item2, values.Item3]);

    /// <summary>Any number of numbers.</summary>
    public static implicit operator NumberOrTuple(double[] values) => new(false, [.. values]);

    /// <summary>One number for each of <paramref name="count"/> axes.</summary>
    /// <param name="count">Number of axes.</param>
    /// <param name="argument">What the numbers are, for the message.</param>
    /// <exception cref="ArgumentException">Another count was given.</exception>
    public double[] Expand(int count, string argument) => IsSingle ? [.. Enumerable.Repeat(_values[0], count)]
        : _values.Length == count ? [.. _values]
        : throw new ArgumentException($"{argument} takes one number or {count}; received {this}.", argument);

    /// <summary>The numbers as given.</summary>
    public double[] ToArray() => [.. _values];

    /// <summary>As Python prints it.</summary>
    public override string ToString() => IsSingle ? PythonText.Of(_values[0]) : $"({string.Join(", ", _values.Select(static value => PythonText.Of(value)))})";
}
