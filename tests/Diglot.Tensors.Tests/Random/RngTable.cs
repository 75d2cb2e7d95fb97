using Xunit;
using System.Text.Json;
using Diglot.TestKit;

namespace Diglot.Tensors.Tests.Random;

/// <summary>One table of golden kind rng: entries of a seed, lines of Python and what they gave.</summary>
internal sealed class RngTable
{
    private static readonly Dictionary<string, RngTable> Loaded = [];

    private RngTable(string name)
    {
        var folder = Path.Combine(Repository.Golden, "rng");
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, name + ".json")));
        Entries = json.RootElement.GetProperty("cases").EnumerateArray().Select(e => e.Clone()).ToDictionary(e => e.GetProperty("id").GetString()!);
        Tensors = new SafetensorsFile(Path.Combine(folder, name + ".safetensors"));
        Absolute = json.RootElement.GetProperty("atol").GetDouble();
        Relative = json.RootElement.GetProperty("rtol").GetDouble();
    }

    public Dictionary<string, JsonElement> Entries { get; }

    public SafetensorsFile Tensors { get; }

    public double Absolute { get; }

    public double Relative { get; }

    public static RngTable Load(string name)
    {
        lock (Loaded)
        {
            return Loaded.TryGetValue(name, out var table) ? table : Loaded[name] = new RngTable(name);
        }
    }

    public static IEnumerable<string> Ids(string name) => Load(name).Entries.Keys;

    public string Code(string id) => Entries[id].GetProperty("code").GetString()!;

    public long Seed(string id) => Entries[id].GetProperty("seed").GetInt64();

    /// <summary>The names of an entry's tensors, without the entry's own prefix.</summary>
    public IEnumerable<string> TensorNames(string id) => Entries[id].GetProperty("tensors").EnumerateObject().Select(t => t.Name);

    /// <summary>Compares every tensor of an entry with ours: to the last bit, or within the table's tolerance.</summary>
    public void Check(string id, IReadOnlyDictionary<string, double[]> ours, bool exact)
    {
        foreach (var name in TensorNames(id))
        {
            Assert.True(ours.ContainsKey(name), $"{id} {Code(id)}: no result for {name}");
            var expected = Tensors.Values($"{id}/{name}");
            Assert.Equal(expected.Length, ours[name].Length);
            for (var i = 0; i < expected.Length; i++)
            {
                var allowed = exact ? 0 : Absolute + (Relative * Math.Abs(expected[i]));
                Assert.True(Math.Abs(expected[i] - ours[name][i]) <= allowed, $"{id} {Code(id)}: {name}[{i}] is {ours[name][i]:R}, expected {expected[i]:R}");
            }
        }
    }
}
