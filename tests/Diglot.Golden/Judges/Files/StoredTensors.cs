using Diglot.Formats;
using Diglot.Formats.Safetensors;
using Diglot.Golden.Running;
using Diglot.Tensors;
using Diglot.Tensors.Shapes;

namespace Diglot.Golden.Judges.Files;

/// <summary>Compares arrays of a file with those of the reference.</summary>
internal static class StoredTensors
{
    /// <summary>Compares every array: the same names, shapes and numbers; a complex number is a last axis of two.</summary>
    /// <param name="comparison">Takes what is wrong.</param>
    /// <param name="expectedFile">The arrays of the reference.</param>
    /// <param name="actual">What was read.</param>
    /// <param name="among">Those of the reference that the file holds; null for all.</param>
    public static void Compare(Comparison comparison, string expectedFile, IReadOnlyDictionary<string, TensorData> actual, IReadOnlySet<string>? among = null)
    {
        var expected = SafetensorsReader.Read(expectedFile).Tensors.Where(entry => among?.Contains(entry.Key) ?? true).ToDictionary();
        comparison.Equal("names", string.Join(", ", expected.Keys.Order(StringComparer.Ordinal)), string.Join(", ", actual.Keys.Order(StringComparer.Ordinal)));
        foreach (var (name, data) in expected)
        {
            if (actual.TryGetValue(name, out var ours))
            {
                comparison.Same(name, Numbers(data), Numbers(ours));
            }
        }
    }

    private static NDArray Numbers(TensorData data)
    {
        var shape = data.Shape.Select(length => checked((int)length));
        return NDArray.From(data.ToDoubles(), new Shape([.. data.Type.IsComplex ? shape.Append(2) : shape]));
    }
}
