using System.Collections;
using System.Globalization;
using Diglot.Tensors.Random;
using Xunit;

namespace Diglot.Tensors.Tests.Random;

public sealed class NumPyTableTests
{
    private static readonly RngTable Table = RngTable.Load("numpy");

    public static TheoryData<string> Arrays => [.. RngTable.Ids("numpy").Where(id => Kind(id) != "python")];

    public static TheoryData<string> Scalars => [.. RngTable.Ids("numpy").Where(id => Kind(id) == "python")];

    [Theory]
    [MemberData(nameof(Arrays))]
    public void Generators_give_what_NumPy_gives(string id)
    {
        var legacy = new NumPyRandomState((uint)Table.Seed(id));
        var modern = new NumPyGenerator(Table.Seed(id));
        var results = new Dictionary<string, double[]>();
        foreach (var line in Table.Code(id).Split(';', StringSplitOptions.TrimEntries))
        {
            var value = Kind(id) == "RandomState" ? NumPyLines.Run(line, legacy) : NumPyLines.Run(line, modern);
            Assert.True(value is not null, $"{id}: no rule for {line}");
            results.Add($"value.{results.Count}", value);
        }

        Table.Check(id, results, exact: true);
    }

    [Theory]
    [MemberData(nameof(Scalars))]
    public void PythonRandom_gives_what_Python_gives(string id)
    {
        var ours = NumPyLines.Run(Table.Code(id), new PythonRandom(Table.Seed(id)));
        Assert.True(ours is not null, $"{id}: no rule for {Table.Code(id)}");
        var expected = Table.Entries[id].GetProperty("value").EnumerateArray().ToArray();
        var values = ((IEnumerable)ours).Cast<object>().Select(v => Convert.ToString(v, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            Assert.Equal(expected[i].ValueKind == System.Text.Json.JsonValueKind.String ? expected[i].GetString() : Number(expected[i].GetRawText()), Number(values[i]!));
        }
    }

    // 1.0 and 1, 1e-05 and 1E-05 are the same number; 64-bit integers stay as they are written.
    private static string Number(string text)
        => text.Contains('.', StringComparison.Ordinal) || text.Contains('e', StringComparison.OrdinalIgnoreCase)
            ? double.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value.ToString("R", CultureInfo.InvariantCulture) : text : text;

    private static string Kind(string id) => Table.Entries[id].GetProperty("generator").GetString()!;
}
