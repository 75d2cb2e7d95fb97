using System.Numerics;

namespace Diglot.Plots;

/// <summary>
/// The way in: <c>using static Diglot.Plots.Api;</c> brings <c>plt</c>, spelled as
/// <see href="https://matplotlib.org/stable/api/pyplot_summary.html">matplotlib.pyplot</see>.
/// </summary>
public static class Api
{
    /// <summary>
    /// The part of pyplot that programs around a network use. Each call works on the current figure, which appears when first needed.
    /// Unlike pyplot, <see cref="show"/> opens no window, and figures are forgotten without <see cref="close"/>.
    /// </summary>
    public static class plt
    {
        // A program's own flow of control has its own current figure, so parallel programs in one process do not draw into each other.
        private static readonly AsyncLocal<Figure?> Current = new();

        /// <summary>Begins a new figure and makes it the current one.</summary>
        /// <param name="figsize">Width and height in inches; 6.4 x 4.8 when left out.</param>
        /// <param name="dpi">Dots an inch; 100 when left out.</param>
        public static Figure figure((double width, double height)? figsize = null, double dpi = Figure.DefaultDpi) =>
            Current.Value = new Figure(figsize?.width ?? Figure.DefaultWidth, figsize?.height ?? Figure.DefaultHeight, dpi);

        /// <summary>The current figure.</summary>
        public static Figure gcf() => Current.Value ??= new Figure();

        /// <summary>The current axes.</summary>
        public static Axes gca() => gcf().CurrentAxes;

        /// <summary>Divides the figure into a grid and makes cell number <paramref name="index"/>, counted from 1 row by row, the current axes.</summary>
        public static Axes subplot(int nrows, int ncols, int index) => gcf().Subplot(nrows, ncols, index);

        /// <summary>Draws y against its index 0, 1, 2 ….</summary>
        /// <inheritdoc cref="plot{TX,TY}"/>
        public static void plot<T>(IEnumerable<T> y, string fmt = "", string? label = null, string? color = null, string? linestyle = null,
            string? marker = null, double linewidth = Line.DefaultWidth, double alpha = 1)
            where T : struct, INumber<T>
        {
            var values = y.ToArray();
            plot(Enumerable.Range(0, values.Length), values, fmt, label, color, linestyle, marker, linewidth, alpha);
        }

        /// <summary>Draws y against x.</summary>
        /// <param name="x">The x coordinates.</param>
        /// <param name="y">The y coordinates, as many; a value that is not finite leaves a gap.</param>
        /// <param name="fmt">Colour, marker and line in short, such as <c>"r--"</c> or <c>"o-"</c>.</param>
        /// <param name="label">The name in the legend.</param>
        /// <param name="color">A name (<c>"tab:blue"</c>, <c>"red"</c>), a letter, <c>"C0"</c> to <c>"C9"</c> or <c>"#rrggbb"</c>; the next of the cycle when left out.</param>
        /// <param name="linestyle"><c>"-"</c>, <c>"--"</c>, <c>"-."</c>, <c>":"</c> or <c>""</c>, or their names.</param>
        /// <param name="marker">One of <c>. o s ^ v x + * D</c>.</param>
        /// <param name="linewidth">Width of the line in points.</param>
        /// <param name="alpha">Opacity from 0 to 1.</param>
        public static void plot<TX, TY>(IEnumerable<TX> x, IEnumerable<TY> y, string fmt = "", string? label = null, string? color = null,
            string? linestyle = null, string? marker = null, double linewidth = Line.DefaultWidth, double alpha = 1)
            where TX : struct, INumber<TX>
            where TY : struct, INumber<TY>
        {
            var format = LineFormat.Parse(fmt);
            gca().Plot(Doubles(x), Doubles(y), new Line
            {
                Label = label,
                Color = color ?? format.Color,
                // matplotlib: a format with a marker and no line style means markers alone.
                Style = linestyle ?? format.Style ?? (format.Marker is null ? "-" : ""),
                Marker = marker ?? format.Marker ?? "",
                Width = linewidth,
                Opacity = alpha,
            });
        }

        /// <summary>Draws points that no line joins.</summary>
        /// <inheritdoc cref="plot{TX,TY}"/>
        public static void scatter<TX, TY>(IEnumerable<TX> x, IEnumerable<TY> y, string? label = null, string? color = null, string marker = "o", double alpha = 1)
            where TX : struct, INumber<TX>
            where TY : struct, INumber<TY> =>
            plot(x, y, "", label, color, linestyle: "", marker, alpha: alpha);

        /// <summary>The text above the current axes.</summary>
        public static void title(string label) => gca().Title = label;

        /// <summary>The text below the x axis.</summary>
        public static void xlabel(string label) => gca().XLabel = label;

        /// <summary>The text beside the y axis.</summary>
        public static void ylabel(string label) => gca().YLabel = label;

        /// <summary>Sets the range of the x axis.</summary>
        public static void xlim(double left, double right) => gca().XLimits = (left, right);

        /// <summary>Sets the range of the y axis.</summary>
        public static void ylim(double bottom, double top) => gca().YLimits = (bottom, top);

        /// <summary>Scale of the y axis: <c>"linear"</c> or <c>"log"</c> (base 10; values that are not positive leave a gap).</summary>
        public static void yscale(string value) => gca().YScale = value;

        /// <summary>Shows or hides the grid.</summary>
        public static void grid(bool visible = true) => gca().Grid = visible;

        /// <summary>Shows the names of the lines.</summary>
        /// <param name="loc"><c>"best"</c> or a corner such as <c>"upper right"</c>.</param>
        public static void legend(string loc = "best") => gca().Legend = loc;

        /// <summary>Accepted for the sake of programs that call it: the layout is always tight here.</summary>
        public static void tight_layout() => gcf();

        /// <summary>Writes the current figure; a file of that name is replaced only by a whole new one.</summary>
        /// <param name="fname">A path that ends in <c>.png</c> or <c>.svg</c>.</param>
        /// <param name="dpi">Dots an inch; the figure's own when left out. SVG has no dots and ignores it.</param>
        public static void savefig(string fname, double? dpi = null) => gcf().Save(fname, dpi);

        /// <summary>There is no window to show a figure in: says so on standard error and forgets the figure, as pyplot does after its window is closed.</summary>
        public static void show()
        {
            Console.Error.WriteLine("plt.show: there is no window to show the figure in; plt.savefig(\"figure.png\") writes it to a file.");
            close();
        }

        /// <summary>Forgets the current figure.</summary>
        public static void close() => Current.Value = null;

        private static double[] Doubles<T>(IEnumerable<T> values)
            where T : struct, INumber<T> =>
            values.Select(double.CreateChecked).ToArray();
    }
}
