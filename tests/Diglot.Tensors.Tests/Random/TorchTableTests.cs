using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Diglot.Tensors.Random;
using Xunit;

namespace Diglot.Tensors.Tests.Random;

public sealed class TorchTableTests
{
    private static readonly RngTable Table = RngTable.Load("torch");

    // These pass through library functions (QR, tan, softmax, log1p in float64) or test arithmetic; all others agree to the last bit.
    private static readonly string[] Approximate = ["orthogonal_", "cauchy_", "gumbel_softmax", "torch.normal(", "torch.randn(9, dtype=torch.float64)"];

    public static TheoryData<string> Ids => [.. RngTable.Ids("torch")];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Generator_gives_what_PyTorch_gives(string id)
    {
        var code = Table.Code(id);
        var ours = Run(code, Table.Seed(id));
        Assert.True(ours is not null, $"{id}: no rule for {code}");
        Table.Check(id, ours, exact: !Approximate.Any(code.Contains));
    }

    [Theory]
    [InlineData("d090")]
    [InlineData("d126")]
    public void State_has_the_bytes_that_PyTorch_writes(string id)
    {
        var generator = new TorchGenerator((ulong)Table.Seed(id));
        generator.Normal(new float[3]);
        var hash = Convert.ToHexStringLower(SHA256.HashData(generator.GetState()));
        Assert.Equal(Table.Entries[id].GetProperty("sha256").GetString(), hash);
    }

    private static Dictionary<string, double[]>? Run(string code, long seed)
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

        results.Add("rand_after", TorchLines.Singles(2, v => g.Uniform(v)));
        return results;
    }
}
