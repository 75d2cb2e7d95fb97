using Diglot.Tensors;

namespace Diglot.Golden.Running;

/// <summary>Compares results with reference values and remembers the largest differences and the first thing that is wrong.</summary>
/// <param name="absolute">Largest absolute difference that passes.</param>
/// <param name="relative">Largest difference in relation to the reference value that passes, added to the absolute one.</param>
public sealed class Comparison(double absolute, double relative)
{
    /// <summary>Largest absolute difference so far.</summary>
    public double LargestAbsolute { get; private set; }

    /// <summary>Largest difference so far in relation to the largest value of its tensor.</summary>
    public double LargestRelative { get; private set; }

    /// <summary>The first thing that is wrong, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>How many things were compared; a case that compares nothing has not passed.</summary>
    public int Compared { get; private set; }

    /// <summary>Compares all elements within the case's tolerance, or within one given here.</summary>
    public void Same(string what, NDArray expected, NDArray actual, double? atol = null, double? rtol = null)
    {
        Compared++;
        if (actual.Shape != expected.Shape)
        {
            Wrong($"{what}: shape {actual.Shape}, expected {expected.Shape}");
            return;
        }

        if (expected.Length == 0)
        {
            return;
        }

        var (e, a) = (expected.ToArray<double>(), actual.ToArray<double>());
        var scale = e.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        var (worst, worstExcess) = (-1, 0.0);
        for (var i = 0; i < e.Length; i++)
        {
            if (e[i].Equals(a[i]) || (e[i] == 0 && a[i] == 0))
            {
                continue;
            }

            var difference = Math.Abs(e[i] - a[i]);
            var allowed = (atol ?? absolute) + ((rtol ?? relative) * Math.Abs(e[i]));
            if (double.IsFinite(difference))
            {
                LargestAbsolute = Math.Max(LargestAbsolute, difference);
                LargestRelative = Math.Max(LargestRelative, scale > 0 ? difference / scale : 0);
            }

            var excess = double.IsFinite(difference) ? difference - allowed : double.PositiveInfinity;
            if (excess > worstExcess)
            {
                (worst, worstExcess) = (i, excess);
            }
        }

        if (worst >= 0)
        {
            Wrong(FormattableString.Invariant($"{what}: element {worst} is {a[worst]:R}, expected {e[worst]:R}"));
        }
    }

    /// <summary>Compares one number.</summary>
    public void Same(string what, double expected, double actual, double? atol = null, double? rtol = null)
        => Same(what, NDArray.From([expected], Tensors.Shapes.Shape.Scalar), NDArray.From([actual], Tensors.Shapes.Shape.Scalar), atol, rtol);

    /// <summary>Compares anything else that has to be equal: names, shapes, counts, text.</summary>
    public void Equal<T>(string what, T expected, T actual)
    {
        Compared++;
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            Wrong($"{what}: {actual}, expected {expected}");
        }
    }

    /// <summary>Asks for something to hold.</summary>
    public void Holds(string what, bool condition)
    {
        Compared++;
        if (!condition)
        {
            Wrong(what);
        }
    }

    /// <summary>Notes that something is wrong; the first note counts.</summary>
    public void Wrong(string problem) => Problem ??= problem;
}
