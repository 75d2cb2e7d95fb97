namespace Diglot.Plots;

/// <summary>One coordinate system of a <see cref="Figure"/> with the lines in it.</summary>
public sealed class Axes
{
    private static readonly string[] Scales = ["linear", "log"];

    private static readonly string[] Corners =
        ["best", "upper right", "upper left", "lower left", "lower right", "center left", "center right", "lower center", "upper center", "center"];

    private readonly List<Line> lines = [];
    private string yScale = "linear";
    private string? legend;

    /// <summary>The text above.</summary>
    public string Title { get; set; } = "";

    /// <summary>The text below the x axis.</summary>
    public string XLabel { get; set; } = "";

    /// <summary>The text beside the y axis.</summary>
    public string YLabel { get; set; } = "";

    /// <summary>Range of the x axis; null fits the data with a margin of 5 %.</summary>
    public (double Low, double High)? XLimits { get; set; }

    /// <summary>Range of the y axis; null fits the data with a margin of 5 %.</summary>
    public (double Low, double High)? YLimits { get; set; }

    /// <summary>Whether grid lines are drawn.</summary>
    public bool Grid { get; set; }

    /// <summary>Scale of the y axis: <c>"linear"</c> or <c>"log"</c>.</summary>
    public string YScale
    {
        get => yScale;
        set => yScale = OneOf(value, Scales, "scale");
    }

    /// <summary>Place of the legend, such as <c>"upper right"</c>; null shows none.</summary>
    public string? Legend
    {
        get => legend;
        set => legend = value is null ? null : OneOf(value, Corners, "place of the legend");
    }

    /// <summary>The lines in the order they were added.</summary>
    public IReadOnlyList<Line> Lines => lines;

    /// <summary>Adds a line.</summary>
    /// <param name="x">The x coordinates.</param>
    /// <param name="y">The y coordinates, as many.</param>
    /// <param name="look">Label, colour, style and marker; null for the next colour of the cycle.</param>
    public void Plot(double[] x, double[] y, Line? look = null)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException($"x and y must have the same number of points: received {x.Length} and {y.Length}.");
        }

        look ??= new Line();
        lines.Add(look with { X = x, Y = y, Color = look.Color ?? $"C{lines.Count % 10}" });
    }

    private static string OneOf(string value, string[] allowed, string what) =>
        allowed.Contains(value) ? value : throw new ArgumentException($"Unknown {what}: expected one of {string.Join(", ", allowed)}, received '{value}'.");
}
