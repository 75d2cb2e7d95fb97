using System.CommandLine;
using Diglot.Cli.Errors;

namespace Diglot.Cli.Conversion;

/// <summary>The option <c>--input</c>: a shape (<c>1,28,28</c>), because PyTorch networks do not say theirs, or a file of inputs (<c>x.npz</c>).</summary>
internal static class InputOption
{
    public static Option<string[]> Make(bool takesShapes) => new("--input")
    {
        Description = (takesShapes ? "Shape of an input of a PyTorch network, batch axis left out: 1,28,28; once for each input. " : "") + "A .npz or .npy file: inputs to run both sides on, besides random ones.",
        HelpName = takesShapes ? "SHAPE|FILE" : "FILE",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>The shapes; null where none was given.</summary>
    public static IReadOnlyList<int[]>? Shapes(string[]? given)
        => (given ?? []).Where(static text => !IsFile(text)).Select(Shape).ToArray() is { Length: > 0 } shapes ? shapes : null;

    /// <summary>The file; null where none was given.</summary>
    /// <exception cref="UsageException">Several were given.</exception>
    public static string? Data(string[]? given) => (given ?? []).Where(IsFile).ToArray() switch
    {
        [] => null,
        [var file] => file,
        var several => throw new UsageException($"--input takes one file of inputs; received {string.Join(" and ", several)}. Put all arrays into one .npz file."),
    };

    private static bool IsFile(string text) => Path.GetExtension(text).ToLowerInvariant() is ".npz" or ".npy";

    private static int[] Shape(string text)
    {
        var lengths = text.Split(',').Select(static part => int.TryParse(part, out var length) && length > 0 ? length : 0).ToArray();
        return lengths.Contains(0) ? throw new UsageException($"--input takes lengths with commas between, such as 1,28,28, or a .npz or .npy file; received '{text}'.") : lengths;
    }
}
