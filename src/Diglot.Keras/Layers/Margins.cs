using System.Text.Json.Nodes;
using Diglot.Keras.Saving;

namespace Diglot.Keras.Layers;

/// <summary>
/// Widths at the edges of an image: one for all edges, one for each axis (<c>(1, 2)</c>: rows, columns), or one for each edge
/// (<c>((1, 2), (3, 4))</c>: top and bottom, left and right).
/// </summary>
public readonly struct Margins : IConfigValue<Margins>
{
    private Margins((int, int) rows, (int, int) columns) => (Rows, Columns) = (rows, columns);

    /// <summary>Above and below.</summary>
    public (int Before, int After) Rows { get; }

    /// <summary>Left and right.</summary>
    public (int Before, int After) Columns { get; }

    /// <summary>One width for all edges.</summary>
    public static implicit operator Margins(int width) => new((width, width), (width, width));

    /// <summary>Rows and columns.</summary>
    public static implicit operator Margins((int, int) widths) => new((widths.Item1, widths.Item1), (widths.Item2, widths.Item2));

    /// <summary>Each edge.</summary>
    public static implicit operator Margins(((int, int), (int, int)) widths) => new(widths.Item1, widths.Item2);

    /// <summary>From a number, a list of two, or a list of two pairs.</summary>
    /// <exception cref="ConfigException">It is none of these.</exception>
    public static Margins FromConfig(JsonNode node) => node switch
    {
        JsonValue value => (Margins)value.GetValue<int>(),
        JsonArray { Count: 2 } axes => new Margins(Pair(axes[0]!), Pair(axes[1]!)),
        _ => throw new ConfigException($"Widths at edges are one number, two, or two pairs; received {node.ToJsonString()}."),
    };

    /// <summary>As configurations have it: two pairs.</summary>
    public JsonArray ToConfig() => new(new JsonArray(Rows.Before, Rows.After), new JsonArray(Columns.Before, Columns.After));

    /// <summary>The widths themselves.</summary>
    /// <exception cref="ArgumentException">One is negative.</exception>
    internal Margins Require(string argument) => Math.Min(Math.Min(Rows.Before, Rows.After), Math.Min(Columns.Before, Columns.After)) >= 0 ? this
        : throw new ArgumentException($"{argument} must not be negative; received {ToConfig().ToJsonString()}.", argument);

    private static (int, int) Pair(JsonNode node) => node is JsonArray { Count: 2 } pair ? (pair[0]!.GetValue<int>(), pair[1]!.GetValue<int>()) : (node.GetValue<int>(), node.GetValue<int>());
}
