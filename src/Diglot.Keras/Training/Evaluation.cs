using System.Collections;

namespace Diglot.Keras.Training;

/// <summary>What <c>evaluate</c> returns: the loss, then the metrics in compile's order.</summary>
public sealed class Evaluation : IReadOnlyList<double>
{
    private readonly double[] _values;

    internal Evaluation(IReadOnlyDictionary<string, double> figures) => (Names, _values) = ([.. figures.Keys], [.. figures.Values]);

    /// <summary>The names of the figures.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public int Count => _values.Length;

    /// <inheritdoc/>
    public double this[int index] => _values[index];

    /// <summary>The loss, where it is the only figure.</summary>
    public static implicit operator double(Evaluation evaluation) => evaluation._values[0];

    /// <summary>Loss and one metric.</summary>
    public void Deconstruct(out double loss, out double metric)
    {
        Require(2);
        (loss, metric) = (_values[0], _values[1]);
    }

    /// <summary>Loss and two metrics.</summary>
    public void Deconstruct(out double loss, out double first, out double second)
    {
        Require(3);
        (loss, first, second) = (_values[0], _values[1], _values[2]);
    }

    /// <inheritdoc/>
    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)_values).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Require(int count)
    {
        if (Count != count)
        {
            throw new InvalidOperationException($"Expected {count} values to unpack; evaluate gave {Count}: {string.Join(", ", Names)}. Add metrics in compile, or take the values by position.");
        }
    }
}
