using System.Globalization;
using System.Text.RegularExpressions;
using Diglot.Tensors.Random;
using Xunit;

namespace Diglot.Tensors.Tests.Random;

public sealed class KerasTableTests
{
    // Entries that no rule covers: samplers that only these entries use and no layer needs.
    private static readonly string[] Uncovered =
    [
        "tensorflow keras.random.binomial", "jax keras.random.binomial", "jax keras.random.gamma", "jax keras.random.beta", "jax keras.random.shuffle", "jax keras.random.categorical",
    ];

    // These pass through a QR decomposition or quotients of samples; all others agree to the last bit with TensorFlow.
    private static readonly string[] Approximate = ["rthogonal", "LSTM", "GRU", "SimpleRNN", "beta", "gamma"];

    public static TheoryData<string, string> Entries
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var name in new[] { "tensorflow", "jax", "torch" })
            {
                var table = RngTable.Load("keras_" + name);
                foreach (var id in table.Entries.Keys.Where(id => !Uncovered.Any($"{name} {table.Code(id)}".StartsWith)))
                {
                    data.Add(name, id);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Entries))]
    public void Generators_give_what_Keras_gives(string name, string id)
    {
        KerasBackend backend = name switch { "tensorflow" => new KerasBackend.TensorFlow(), "jax" => new KerasBackend.Jax(), _ => new KerasBackend.Torch() };
        var table = RngTable.Load("keras_" + name);
        var lines = new KerasLines(backend, table.Seed(id));
        var ours = Run(table, id, backend, lines);
        Assert.True(ours is not null, $"{id}: no rule for {table.Code(id)}");
        table.Check(id, ours, exact: name == "tensorflow" && !Approximate.Any(table.Code(id).Contains));
        Assert.Equal(table.Entries[id].GetProperty("draws").EnumerateArray().Select(d => d.GetInt64()), lines.Draws);
    }

    private static Dictionary<string, double[]>? Run(RngTable table, string id, KerasBackend backend, KerasLines lines)
    {
        var code = table.Code(id);
        if (code.StartsWith("model.fit", StringComparison.Ordinal))
        {
            lines.Draw();
            return Fit(table, id, backend);
        }

        if (code.StartsWith("l = keras.layers.Dropout", StringComparison.Ordinal))
        {
            return Dropout(code, lines, backend is KerasBackend.Torch ? new TorchGenerator((ulong)table.Seed(id)) : null);
        }

        if (code.StartsWith("l = keras.layers.", StringComparison.Ordinal))
        {
            return Layer(table, id, lines);
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

    private static Dictionary<string, double[]>? Layer(RngTable table, string id, KerasLines lines)
    {
        var layer = Regex.Match(table.Code(id), @"^l = keras\.layers\.(.*); l\.build").Groups[1].Value;
        if (KerasLayers.Plan(layer) is not { } plan)
        {
            return null;
        }

        var seeds = Enumerable.Range(0, plan.Draws).Select(_ => lines.Draw()).ToArray();
        var results = new Dictionary<string, double[]>();
        foreach (var (name, (initializer, draw)) in table.TensorNames(id).Zip(plan.Weights))
        {
            var shape = table.Tensors.Shape($"{id}/{name}");
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
                : TorchLines.Singles(size, v => torch.Bernoulli(v, 1 - rate)).Select(m => m / (float)(1 - rate)).ToArray());
            results.Add($"state.{i + 1}", [generator.State.First, generator.State.Second]);
        }

        return results;
    }

    private static Dictionary<string, double[]> Fit(RngTable table, string id, KerasBackend backend)
    {
        var names = table.TensorNames(id).ToArray();
        var rows = table.Tensors.Integers($"{id}/{names[0]}").Length;
        var numpy = new NumPyRandomState((uint)table.Seed(id));
        var torch = new TorchGenerator((ulong)table.Seed(id));
        Func<int, long[]> order = backend switch
        {
            KerasBackend.TensorFlow => _ => TensorFlowRandom.ShuffleOrder(rows, table.Seed(id)),
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
}
