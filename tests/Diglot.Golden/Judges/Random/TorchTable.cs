using System.Globalization;
using System.Text.RegularExpressions;
using Diglot.Tensors.Random;
using static Diglot.TestKit.Draws;

namespace Diglot.Golden.Judges.Random;

/// <summary>Table <c>rng/torch</c>: what PyTorch's CPU generator gives.</summary>
internal static class TorchTable
{
    // These pass through library functions (QR, tan, softmax, log1p in float64) or test arithmetic; all others agree to the last bit.
    private static readonly string[] Approximate = ["orthogonal_", "cauchy_", "gumbel_softmax", "torch.normal(", "torch.randn(9, dtype=torch.float64)"];

    /// <summary>Whether an entry agrees to the last bit.</summary>
    public static bool IsExact(string code) => !Approximate.Any(code.Contains);

    /// <summary>What the lines give, by the names of the table; null where a line has no rule.</summary>
    public static Dictionary<string, double[]>? Run(string code, long seed)
    {
        var g = new TorchGenerator((ulong)seed);
        if (code.StartsWith("DataLoader", StringComparison.Ordinal))
        {
            return Loader(code, g);
        }

        switch (code)
        {
            case "random_split(range(10), [7, 3])":
                var order = Array.ConvertAll(g.RandPerm(10), v => (double)v);
                return new() { ["value.0"] = order[..7], ["value.1"] = order[7..] };
            case "torch.randn(3); torch.get_rng_state()":
                g.Normal(new float[3]);
                return new() { ["state"] = Array.ConvertAll(g.GetState(), b => (double)b) };
        }

        if (TorchInitializations.Init(code, g) is { } initialised)
        {
            return new() { ["value.0"] = initialised };
        }

        if (TorchInitializations.Module(code, g) is { } weights)
        {
            return weights;
        }

        var results = new Dictionary<string, double[]>();
        foreach (var line in code.Split(';', StringSplitOptions.TrimEntries))
        {
            if (TorchLines.Run(line, g, seed) is not { } value)
            {
                return null;
            }

            results.Add($"value.{results.Count}", value);
        }

        return results;
    }

    private static Dictionary<string, double[]> Loader(string code, TorchGenerator g)
    {
        var rows = int.Parse(Regex.Match(code, @"arange\((\d+)\)").Groups[1].Value, CultureInfo.InvariantCulture);
        var own = Regex.Match(code, @"manual_seed\((\d+)\)");
        var loader = own.Success ? new TorchGenerator(ulong.Parse(own.Groups[1].Value, CultureInfo.InvariantCulture)) : null;
        var results = new Dictionary<string, double[]>();
        for (var epoch = 0; epoch < 3; epoch++)
        {
            var order = loader is null ? TorchRandom.EpochOrder(rows, g) : TorchRandom.OwnEpochOrder(rows, loader);
            results.Add($"epoch.{epoch}", Array.ConvertAll(order, v => (double)v));
            if (loader is not null)
            {
                TorchRandom.EndEpoch(rows, loader);
            }
        }

        results.Add("rand_after", Singles(2, v => g.Uniform(v)));
        return results;
    }
}
