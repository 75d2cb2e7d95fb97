using Diglot.Formats;

namespace Diglot.Cli.Inspection;

/// <summary>One array that two files hold differently. Shapes and types where these differ; the largest difference where the values do.</summary>
internal sealed record WeightDifference(string Name, string A, string B, double? LargestDifference)
{
    /// <summary>Compares two arrays; null if they are equal. NaN equals NaN.</summary>
    public static WeightDifference? Between(string name, TensorData a, TensorData b)
    {
        var (left, right) = (Text(a), Text(b));
        if (left != right)
        {
            return new(name, left, right, null);
        }

        var (first, second) = (a.ToDoubles(), b.ToDoubles());
        var (largest, isEqual) = (0.0, true);
        for (var i = 0; i < first.Length; i++)
        {
            if (!first[i].Equals(second[i]) && first[i] != second[i])
            {
                var distance = Math.Abs(first[i] - second[i]);
                isEqual = false;
                largest = double.IsNaN(distance) ? double.PositiveInfinity : Math.Max(largest, distance);
            }
        }

        return isEqual ? null : new(name, left, right, largest);
    }

    /// <summary>Type and shape.</summary>
    public static string Text(TensorData data) => $"{WeightEntry.NameOf(data)} {WeightEntry.ShapeText(data.Shape)}";
}
