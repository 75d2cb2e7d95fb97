using System.Security.Cryptography;
using Diglot.Golden.Cases;
using Diglot.Golden.Judges.Keras;
using Diglot.Golden.Running;
using Diglot.Tensors;

namespace Diglot.Golden.Judges.Random;

/// <summary>Tables of folder <c>rng</c>: entries of a seed, lines of Python and what they gave; most to the last bit.</summary>
public sealed class RandomTables : IJudge
{
    private const string KerasPrefix = "rng/keras_";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => ["rng/torch", "rng/numpy", KerasPrefix + "tensorflow", KerasPrefix + "jax", KerasPrefix + "torch"];

    /// <inheritdoc/>
    public void Judge(GoldenCase golden, Comparison comparison)
    {
        var (code, seed) = (golden.Text("code"), golden.Json.GetProperty("seed").GetInt64());
        switch (golden.Key)
        {
            case "rng/torch":
                Check(golden, comparison, TorchTable.Run(code, seed), TorchTable.IsExact(code));
                break;
            case "rng/numpy" when golden.Text("generator") == "python":
                NumPyTable.JudgePython(golden, comparison);
                break;
            case "rng/numpy":
                Check(golden, comparison, NumPyTable.Run(code, seed, golden.Text("generator")), isExact: true);
                break;
            default:
                JudgeKeras(golden, comparison, golden.Key[KerasPrefix.Length..], code, seed);
                break;
        }
    }

    private static void JudgeKeras(GoldenCase golden, Comparison comparison, string name, string code, long seed)
    {
        if (!KerasTable.IsCovered(name, code))
        {
            throw new UnclaimedException($"{code[..code.IndexOf('(')]} on the backend {name}");
        }

        if (name == "tensorflow")
        {
            KerasSeeds.Judge(golden, comparison);
        }

        KerasBackend backend = name switch { "tensorflow" => new KerasBackend.TensorFlow(), "jax" => new KerasBackend.Jax(), _ => new KerasBackend.Torch() };
        var lines = new KerasLines(backend, seed);
        Check(golden, comparison, KerasTable.Run(golden, backend, lines), KerasTable.IsExact(name, code));
        comparison.Equal("default seeds drawn", string.Join(' ', golden.Json.GetProperty("draws").EnumerateArray().Select(draw => draw.GetInt64())), string.Join(' ', lines.Draws));
    }

    private static void Check(GoldenCase golden, Comparison comparison, Dictionary<string, double[]>? ours, bool isExact)
    {
        // Lines are matched as they are written: what no rule knows waits for programs in Python to run.
        var results = ours ?? throw new UnclaimedException("lines of Python that no rule covers");
        foreach (var tensor in golden.Json.GetProperty("tensors").EnumerateObject())
        {
            var expected = golden.Tensors[tensor.Name];
            if (!results.TryGetValue(tensor.Name, out var values) || values.Length != expected.Length)
            {
                comparison.Wrong($"{tensor.Name}: {values?.Length ?? 0} values, expected {expected.Length}");
                return;
            }

            comparison.Same(tensor.Name, expected, NDArray.From(values, expected.Shape), isExact ? 0 : null, isExact ? 0 : null);
        }

        // Long states stand in the table by their hash.
        if (golden.Json.TryGetProperty("sha256", out var hash))
        {
            comparison.Equal("hash of the state", hash.GetString(), Convert.ToHexStringLower(SHA256.HashData(Array.ConvertAll(results["state"], value => (byte)value))));
        }
    }
}
