using ScottPlot;

namespace Diglot.Plots.Rendering;

/// <summary>Adds one <see cref="Line"/> to a plot.</summary>
internal static class LineRenderer
{
    private const float Point = (float)(Figure.DefaultDpi / 72);
    private const float MarkerSize = 6 * Point;

    public static void Add(Plot plot, Line line, bool logarithmic, SvgDashes? dashes)
    {
        var color = Color.FromHex(Palette.Parse(line.Color!).ToString("X6")).WithAlpha(line.Opacity);
        var label = line.Label;
        foreach (var (x, y) in FiniteRuns(line, logarithmic))
        {
            var scatter = plot.Add.Scatter(x, y, color);
            scatter.LineColor = dashes is not null && line.Style is not ("-" or "") ? dashes.Stand(color, line) : color;
            scatter.LineWidth = line.Style == "" ? 0 : (float)line.Width * Point;
            scatter.LinePattern = dashes is null ? Pattern(line) : LinePattern.Solid;
            scatter.MarkerShape = Shape(line.Marker);
            scatter.MarkerSize = line.Marker == "." ? MarkerSize / 2 : line.Marker == "" ? 0 : MarkerSize;
            scatter.MarkerLineWidth = Point;
            scatter.LegendText = label ?? "";

            // One entry in the legend, however many pieces the line falls into.
            label = null;
        }
    }

    // A value that is not finite, or on a logarithmic axis not positive, leaves a gap, as in matplotlib.
    private static IEnumerable<(double[] X, double[] Y)> FiniteRuns(Line line, bool logarithmic)
    {
        var (x, y) = (new List<double>(), new List<double>());
        for (var i = 0; i < line.X.Count; i++)
        {
            var height = logarithmic ? Math.Log10(line.Y[i]) : line.Y[i];
            if (double.IsFinite(line.X[i]) && double.IsFinite(height))
            {
                x.Add(line.X[i]);
                y.Add(height);
            }
            else if (x.Count > 0)
            {
                yield return (x.ToArray(), y.ToArray());
                x.Clear();
                y.Clear();
            }
        }

        if (x.Count > 0)
        {
            yield return (x.ToArray(), y.ToArray());
        }
    }

    private static LinePattern Pattern(Line line) =>
        DashLengths(line) is { Length: > 0 } lengths ? new LinePattern(lengths, 0, line.Style) : LinePattern.Solid;

    /// <summary>Lengths of ink and gap in dots; empty for a solid line. In widths of the line they are those of matplotlib.</summary>
    public static float[] DashLengths(Line line)
    {
        float[] inWidths = line.Style switch
        {
            "--" => [3.7f, 1.6f],
            ":" => [1, 1.65f],
            "-." => [6.4f, 1.6f, 1, 1.6f],
            _ => [],
        };
        return Array.ConvertAll(inWidths, length => length * (float)line.Width * Point);
    }

    private static MarkerShape Shape(string marker) => marker switch
    {
        "" => MarkerShape.None,
        "s" => MarkerShape.FilledSquare,
        "^" => MarkerShape.FilledTriangleUp,
        "v" => MarkerShape.FilledTriangleDown,
        "x" => MarkerShape.Eks,
        "+" => MarkerShape.Cross,
        "*" => MarkerShape.Asterisk,
        "D" => MarkerShape.FilledDiamond,
        _ => MarkerShape.FilledCircle,
    };
}
