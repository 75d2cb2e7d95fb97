using System.Diagnostics.CodeAnalysis;

namespace Diglot.Bench.Running;

/// <summary>What was asked for.</summary>
internal sealed class BenchOptions
{
    private static readonly string[] Known = ["lenet", "infer", "matmul"];

    public List<string> Suites { get; } = [];

    public bool Json { get; private set; }

    public bool WithYardstick { get; private set; } = true;

    public int Rounds { get; private set; } = 5;

    /// <summary>Training steps a round; the default is a whole epoch, because each epoch pays once for its shuffle.</summary>
    public int Steps { get; private set; } = 938;

    public static bool TryParse(string[] args, out BenchOptions options, [NotNullWhen(false)] out string? problem)
    {
        options = new BenchOptions();
        problem = null;
        for (var i = 0; i < args.Length && problem is null; i++)
        {
            switch (args[i])
            {
                case "--json": options.Json = true; break;
                case "--no-yardstick": options.WithYardstick = false; break;
                case "--rounds" or "--steps" when i + 1 == args.Length || !int.TryParse(args[i + 1], out var n) || n < 1:
                    problem = $"{args[i]} takes a whole number from 1.";
                    break;
                case "--rounds": options.Rounds = int.Parse(args[++i]); break;
                case "--steps": options.Steps = int.Parse(args[++i]); break;
                case "all": options.Suites.AddRange(Known.Except(options.Suites)); break;
                case "--help" or "-h": options.Suites.Clear(); return true;
                case var suite when Known.Contains(suite): options.Suites.Add(suite); break;
                default: problem = $"Unknown argument '{args[i]}'; expected one of {string.Join(", ", Known)}, all, --json, --rounds, --steps, --no-yardstick."; break;
            }
        }

        return problem is null;
    }
}
