using System.Text.Json.Nodes;
using Diglot.Keras.Saving;

namespace Diglot.Keras.Layers;

/// <summary>
/// Widths at the edges of an input: one for all edges, one for each axis of positions (<c>(1, 2)</c>: rows, columns), or one for each edge
/// (<c>((1, 2), (3, 4))</c>: top and bottom, left and right). For sequences <c>(1, 2)</c> is before and after.
/// </summary>
public readonly struct Margins : IConfigValue<Margins>
{
    private readonly (int Before, int After)[]? _axes;

    private Margins(params (int, int)[] axes) => _axes = axes;

    /// <summary>One width for all edges.</summary>
    public static implicit operator Margins(int width) => new(Both(width));

    /// <summary>Two axes; for sequences: before and after.</summary>
    public static implicit operator Margins((int, int) widths) => new(Both(widths.Item1), Both(widths.Item2));

    /// <summary>Three axes.</summary>
    public static implicit operator Margins((int, int, int) widths) => new(Both(widths.Item1), Both(widths.Item2), Both(widths.Item3));

    /// <summary>Each edge of two axes.</summary>
    public static implicit operator Margins(((int, int), (int, int)) widths) => new(widths.Item1, widths.Item2);

    /// <summary>Each edge of three axes.</summary>
    public static implicit operator Margins(((int, int), (int, int), (int, int)) widths) => new(widths.Item1, widths.Item2, widths.Item3);

    /// <summary>From a number, or a list of numbers and pairs.</summary>
    /// <exception cref="ConfigException">It is neither.</exception>
    public static Margins FromConfig(JsonNode node) => node switch
    {
        JsonValue value => (Margins)value.GetValue<int>(),
        JsonArray { Count: 2 or 3 } axes => new Margins([.. axes.Select(static axis => axis is JsonArray { Count: 2 } pair ? (pair[0]!.GetValue<int>(), pair[1]!.GetValue<int>()) : Both(axis!.GetValue<int>()))]),
        _ => throw new ConfigException($"Widths at edges are one number, one for each axis, or a pair for each; received {node.ToJsonString()}."),
    };

    /// <summary>Both edges of each of so many axes.</summary>
    /// <exception cref="ArgumentException">There are more or fewer, or one is negative.</exception>
    internal (int Before, int After)[] Expand(int rank, string argument)
    {
        var given = _axes ?? [(0, 0)];
        (int Before, int After)[] axes = given.Length == 1 ? [.. Enumerable.Repeat(given[0], rank)]
            : rank == 1 && given is [{ } before, { } after] && before.Before == before.After && after.Before == after.After ? [(before.Before, after.After)]
            : given;
        return axes.Length == rank && axes.All(static axis => Math.Min(axis.Before, axis.After) >= 0) ? axes : throw new ArgumentException(
            $"{argument} must be one width, {(rank == 1 ? "or before and after" : $"one for each of {rank} axes, or before and after for each")}, none negative; received {ToConfig(given).ToJsonString()}.", argument);
    }

    /// <summary>As configurations have it: a pair for each axis; of sequences, just before and after.</summary>
    internal static JsonArray ToConfig((int Before, int After)[] axes) => axes is [var only] ? Pair(only) : new([.. axes.Select(static axis => (JsonNode)Pair(axis))]);

    private static (int, int) Both(int width) => (width, width);

    private static JsonArray Pair((int Before, int After) edges) => new(edges.Before, edges.After);
}
