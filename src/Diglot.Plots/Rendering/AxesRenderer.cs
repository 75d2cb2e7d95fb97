using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace Diglot.Plots.Rendering;

/// <summary>Turns <see cref="Axes"/> into the drawing library's plot, with the looks of matplotlib's defaults.</summary>
internal static class AxesRenderer
{
    // matplotlib gives sizes in points of 1/72 inch; the plot is laid out at 100 dots an inch.
    private const float Point = (float)(Figure.DefaultDpi / 72);
    private const float SmallText = 10 * Point;
    private const float TitleText = 12 * Point;

    public static Plot Build(Axes axes, double scale, SvgDashes? dashes)
    {
        var plot = new Plot { ScaleFactor = scale };

        // Clearing would wipe out the axes already drawn beside these.
        plot.RenderManager.RenderActions.RemoveAll(action => action is ScottPlot.Rendering.RenderActions.ClearCanvas);
        var logarithmic = axes.YScale == "log";

        foreach (var line in axes.Lines)
        {
            LineRenderer.Add(plot, line, logarithmic, dashes);
        }

        Label(plot.Axes.Title.Label, axes.Title, TitleText);
        Label(plot.Axes.Bottom.Label, axes.XLabel, SmallText);
        Label(plot.Axes.Left.Label, axes.YLabel, SmallText);
        foreach (var axis in new IAxis[] { plot.Axes.Bottom, plot.Axes.Left })
        {
            axis.TickLabelStyle.FontName = EmbeddedFont.Family;
            axis.TickLabelStyle.FontSize = SmallText;
        }

        ((NumericAutomatic)plot.Axes.Bottom.TickGenerator).MinorTickGenerator = new EvenlySpacedMinorTickGenerator(1);
        ((NumericAutomatic)plot.Axes.Left.TickGenerator).MinorTickGenerator = new EvenlySpacedMinorTickGenerator(1);
        plot.Axes.FrameWidth(0.8f * Point);
        if (logarithmic)
        {
            plot.Axes.Left.TickGenerator = new NumericAutomatic
            {
                MinorTickGenerator = new LogMinorTickGenerator(),
                IntegerTicksOnly = true,
                LabelFormatter = exponent => Math.Pow(10, exponent).ToString("0.#########", System.Globalization.CultureInfo.InvariantCulture),
            };
        }

        Limits(plot, axes, logarithmic);
        Grid(plot, axes.Grid);
        Legend(plot, axes);
        return plot;
    }

    private static void Label(LabelStyle style, string text, float size)
    {
        style.Text = text;
        style.IsVisible = text.Length > 0;
        style.Bold = false;
        style.FontSize = size;

        // Chinese and its neighbours are not in the embedded font: the machine is asked for one that has them.
        var foreign = text.FirstOrDefault(character => character is > '\u2FFF' and < '\uD800');
        using var other = foreign == 0 ? null : SKFontManager.Default.MatchCharacter(foreign);
        style.FontName = other?.FamilyName ?? EmbeddedFont.Family;
    }

    private static void Limits(Plot plot, Axes axes, bool logarithmic)
    {
        plot.Axes.Margins(0.05, 0.05);
        plot.Axes.AutoScale();
        if (axes.XLimits is var (left, right))
        {
            plot.Axes.SetLimitsX(left, right);
        }

        if (axes.YLimits is var (bottom, top))
        {
            plot.Axes.SetLimitsY(logarithmic ? Math.Log10(bottom) : bottom, logarithmic ? Math.Log10(top) : top);
        }
    }

    private static void Grid(Plot plot, bool visible)
    {
        if (!visible)
        {
            plot.HideGrid();
            return;
        }

        plot.Grid.MajorLineColor = Color.FromHex("#B0B0B0");
        plot.Grid.MajorLineWidth = 0.8f * Point;
    }

    private static void Legend(Plot plot, Axes axes)
    {
        if (axes.Legend is null || axes.Lines.All(line => line.Label is null))
        {
            plot.HideLegend();
            return;
        }

        plot.Legend.FontName = EmbeddedFont.Family;
        plot.Legend.FontSize = SmallText;
        plot.Legend.OutlineColor = Color.FromHex("#CCCCCC");
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.BackgroundColor = Colors.White.WithAlpha(0.8);
        plot.ShowLegend(Place(axes));
    }

    private static Alignment Place(Axes axes) => axes.Legend switch
    {
        "upper left" => Alignment.UpperLeft,
        "lower left" => Alignment.LowerLeft,
        "lower right" => Alignment.LowerRight,
        "center left" => Alignment.MiddleLeft,
        "center right" => Alignment.MiddleRight,
        "lower center" => Alignment.LowerCenter,
        "upper center" => Alignment.UpperCenter,
        "center" => Alignment.MiddleCenter,
        "upper right" => Alignment.UpperRight,
        _ => EmptiestCorner(axes),
    };

    // "best": the corner whose sixth of the picture holds the fewest points.
    private static Alignment EmptiestCorner(Axes axes)
    {
        var points = axes.Lines.SelectMany(line => line.X.Zip(line.Y)).Where(point => double.IsFinite(point.First) && double.IsFinite(point.Second)).ToArray();
        if (points.Length == 0)
        {
            return Alignment.UpperRight;
        }

        var (left, right) = (points.Min(point => point.First), points.Max(point => point.First));
        var (bottom, top) = (points.Min(point => point.Second), points.Max(point => point.Second));
        return new[] { Alignment.UpperRight, Alignment.UpperLeft, Alignment.LowerRight, Alignment.LowerLeft }.MinBy(corner => points.Count(point =>
        {
            var x = (point.First - left) / (right - left);
            var y = (point.Second - bottom) / (top - bottom);
            return (corner is Alignment.UpperRight or Alignment.LowerRight ? x > 0.6 : x < 0.4)
                && (corner is Alignment.UpperRight or Alignment.UpperLeft ? y > 0.7 : y < 0.3);
        }));
    }
}
