using System.Collections;
using System.Globalization;
using System.Text.Json;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;
using Diglot.Tensors.Random;

namespace Diglot.Golden.Judges.Random;

/// <summary>Table <c>rng/numpy</c>: what NumPy's two generators and Python's <c>random</c> give.</summary>
internal static class NumPyTable
{
    /// <summary>What the lines give, by the names of the table; null where a line has no rule.</summary>
    public static Dictionary<string, double[]>? Run(string code, long seed, string generator)
    {
        var (legacy, modern) = (new NumPyRandomState((uint)seed), new NumPyGenerator(seed));
        var results = new Dictionary<string, double[]>();
        foreach (var line in code.Split(';', StringSplitOptions.TrimEntries))
        {
            var value = generator == "RandomState" ? NumPyLines.Run(line, legacy) : NumPyLines.Run(line, modern);
            if (value is null)
            {
                return null;
            }

            results.Add($"value.{results.Count}", value);
        }

        return results;
    }

    /// <summary>Python's own generator; its results are no arrays and stand in the table itself.</summary>
    public static void JudgePython(GoldenCase golden, Comparison comparison)
    {
        var ours = NumPyLines.Run(golden.Text("code"), new PythonRandom(golden.Json.GetProperty("seed").GetInt64()))
            ?? throw new UnclaimedException($"no rule for {golden.Text("code")}");
        var expected = golden.Json.GetProperty("value").EnumerateArray().Select(value => value.ValueKind == JsonValueKind.String ? value.GetString()! : Number(value.GetRawText())).ToArray();
        var values = ((IEnumerable)ours).Cast<object>().Select(value => Number(Convert.ToString(value, CultureInfo.InvariantCulture)!)).ToArray();
        comparison.Equal("values", string.Join(' ', expected), string.Join(' ', values));
    }

    // 1.0 and 1, 1e-05 and 1E-05 are the same number; 64-bit integers stay as they are written.
    private static string Number(string text)
        => text.Contains('.', StringComparison.Ordinal) || text.Contains('e', StringComparison.OrdinalIgnoreCase)
            ? double.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value.ToString("R", CultureInfo.InvariantCulture) : text : text;
}
