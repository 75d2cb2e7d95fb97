using System.Globalization;
using System.Text.RegularExpressions;
using Diglot.Golden.Cases;
using Diglot.Tensors.Random;
using static Diglot.TestKit.Draws;

namespace Diglot.Golden.Judges.Random;

/// <summary>Tables <c>rng/keras_…</c>: what Keras's generators, initialisers, layers and shuffles give on its three backends.</summary>
internal static class KerasTable
{
    // Samplers that only these entries use and no layer needs.
    private static readonly string[] Uncovered =
    [
        "tensorflow keras.random.binomial", "jax keras.random.binomial", "jax keras.random.gamma", "jax keras.random.beta", "jax keras.random.shuffle", "jax keras.random.categorical",
    ];

    // These pass through a QR decomposition or quotients of samples; all others agree to the last bit with TensorFlow.
    private static readonly string[] Approximate = ["rthogonal", "LSTM", "GRU", "SimpleRNN", "beta", "gamma"];

    /// <summary>Whether the product has what an entry uses.</summary>
    public static bool IsCovered(string backend, string code) => !Uncovered.Any($"{backend} {code}".StartsWith);

    /// <summary>Whether an entry agrees to the last bit.</summary>
    public static bool IsExact(string backend, string code) => backend == "tensorflow" && !Approximate.Any(code.Contains);

    /// <summary>What the lines give, by the names of the table; null where a line has no rule.</summary>
    public static Dictionary<string, double[]>? Run(GoldenCase golden, KerasBackend backend, KerasLines lines)
    {
        var (code, seed) = (golden.Text("code"), golden.Json.GetProperty("seed").GetInt64());
        if (code.StartsWith("model.fit", StringComparison.Ordinal))
        {
            lines.Draw();
            return Fit(golden, backend);
        }

        if (code.StartsWith("l = keras.layers.Dropout", StringComparison.Ordinal))
        {
            return Dropout(code, lines, backend is KerasBackend.Torch ? new TorchGenerator((ulong)seed) : null);
        }

        if (code.StartsWith("l = keras.layers.", StringComparison.Ordinal))
        {
            return Layer(golden, lines);
        }

        if (code.StartsWith("keras.initializers", StringComparison.Ordinal))
        {
            return lines.Initializer(code) is { } values ? new() { ["value.0"] = values } : null;
        }

        var results = new Dictionary<string, double[]>();
        foreach (var line in code.Split(';', StringSplitOptions.TrimEntries))
        {
            if (lines.Random(line) is not { } value)
            {
                return null;
            }

            results.Add($"value.{results.Count}", value);
        }

        return results;
    }

    private static Dictionary<string, double[]>? Layer(GoldenCase golden, KerasLines lines)
    {
        var layer = Regex.Match(golden.Text("code"), @"^l = keras\.layers\.(.*); l\.build").Groups[1].Value;
        if (KerasLayers.Plan(layer) is not { } plan)
        {
            return null;
        }

        var seeds = Enumerable.Range(0, plan.Draws).Select(_ => lines.Draw()).ToArray();
        var results = new Dictionary<string, double[]>();
        foreach (var (name, (initializer, draw)) in Names(golden).Zip(plan.Weights))
        {
            var shape = golden.Tensors[name].Shape.ToArray();
            results[name] = KerasLayers.Constant(initializer, KerasLines.Size(shape)) ?? Array.ConvertAll(lines.Named(initializer, KerasLayers.DrawnShape(layer, shape), (seeds[draw], 0)), v => (double)v);
        }

        return results;
    }

    // With the torch backend a layer without a seed draws from PyTorch's default generator and leaves its own alone.
    private static Dictionary<string, double[]> Dropout(string code, KerasLines lines, TorchGenerator? torch)
    {
        var rate = double.Parse(Regex.Match(code, @"Dropout\(([\d.]+)\)").Groups[1].Value, CultureInfo.InvariantCulture);
        var size = KerasLines.Size([.. Regex.Match(code, @"ones\(\((.*?)\)").Groups[1].Value.Split(',').Select(d => int.Parse(d, CultureInfo.InvariantCulture))]);
        var generator = new KerasSeedGenerator(lines.Draw());
        var results = new Dictionary<string, double[]> { ["state.0"] = [generator.State.First, generator.State.Second] };
        for (var i = 0; i < 2; i++)
        {
            results.Add($"value.{i}", torch is null
                ? lines.Dropout(size, rate, generator.Next())
                : Singles(size, v => torch.Bernoulli(v, 1 - rate)).Select(m => m / (float)(1 - rate)).ToArray());
            results.Add($"state.{i + 1}", [generator.State.First, generator.State.Second]);
        }

        return results;
    }

    private static Dictionary<string, double[]> Fit(GoldenCase golden, KerasBackend backend)
    {
        var (names, seed) = (Names(golden).ToArray(), golden.Json.GetProperty("seed").GetInt64());
        var rows = golden.Tensors[names[0]].Shape[0];
        var numpy = new NumPyRandomState((uint)seed);
        var torch = new TorchGenerator((ulong)seed);
        Func<int, long[]> order = backend switch
        {
            KerasBackend.TensorFlow => _ => TensorFlowRandom.ShuffleOrder(rows, seed),
            KerasBackend.Jax => _ => numpy.Permutation(rows),
            _ => _ =>
            {
                torch.NextInt64();
                torch.NextInt64();
                return new TorchGenerator((ulong)torch.NextInt64()).RandPerm(rows);
            },
        };

        // A look at the first batch comes before the first epoch: on JAX it takes a permutation, on torch a draw more.
        if (backend is KerasBackend.Jax)
        {
            order(0);
        }
        else if (backend is KerasBackend.Torch)
        {
            torch.NextInt64();
        }

        return Enumerable.Range(0, names.Length).ToDictionary(e => $"epoch.{e}", e => Array.ConvertAll(order(e), v => (double)v));
    }

    private static IEnumerable<string> Names(GoldenCase golden) => golden.Json.GetProperty("tensors").EnumerateObject().Select(tensor => tensor.Name);
}
