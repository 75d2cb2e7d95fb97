using System.CommandLine;
using Diglot.Cli.Errors;

namespace Diglot.Cli.Conversion;

/// <summary>The option <c>--input 1,28,28</c>: PyTorch networks do not say the shapes of their inputs.</summary>
internal static class InputShape
{
    public static Option<string[]> Option() => new("--input")
    {
        Description = "Shape of an input of a PyTorch network, batch axis left out: 1,28,28. Once for each input.",
        HelpName = "SHAPE",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>The shapes; null where none was given.</summary>
    public static IReadOnlyList<int[]>? Read(string[]? given) => given is null or [] ? null : [.. given.Select(Shape)];

    private static int[] Shape(string text)
    {
        var lengths = text.Split(',').Select(static part => int.TryParse(part, out var length) && length > 0 ? length : 0).ToArray();
        return lengths.Contains(0) ? throw new UsageException($"--input takes lengths with commas between, such as 1,28,28; received '{text}'.") : lengths;
    }
}
