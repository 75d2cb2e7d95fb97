using Diglot.Formats;
using Diglot.Plots.Rendering;

namespace Diglot.Plots;

/// <summary>A picture with one or more axes. Holds what is to be drawn; the drawing library is loaded only by <see cref="Save"/>.</summary>
public sealed class Figure
{
    /// <summary>Width in inches when none is given, as in matplotlib.</summary>
    public const double DefaultWidth = 6.4;

    /// <summary>Height in inches when none is given, as in matplotlib.</summary>
    public const double DefaultHeight = 4.8;

    /// <summary>Dots an inch when none are given, as in matplotlib.</summary>
    public const double DefaultDpi = 100;

    private readonly List<(Axes Axes, int Rows, int Columns, int Index)> cells = [];
    private Axes? current;

    /// <summary>Begins an empty figure.</summary>
    /// <param name="width">Width in inches.</param>
    /// <param name="height">Height in inches.</param>
    /// <param name="dpi">Dots an inch.</param>
    public Figure(double width = DefaultWidth, double height = DefaultHeight, double dpi = DefaultDpi)
    {
        if (!(width > 0 && height > 0 && dpi > 0 && width * dpi <= 32_000 && height * dpi <= 32_000))
        {
            throw new ArgumentException($"A figure's size must be positive and at most 32000 dots a side, received {width} x {height} inches at {dpi} dots an inch.");
        }

        (Width, Height, Dpi) = (width, height, dpi);
    }

    /// <summary>Width in inches.</summary>
    public double Width { get; }

    /// <summary>Height in inches.</summary>
    public double Height { get; }

    /// <summary>Dots an inch.</summary>
    public double Dpi { get; }

    /// <summary>The axes that the next line goes to; they fill the figure unless <see cref="Subplot"/> was called.</summary>
    public Axes CurrentAxes => current ??= Subplot(1, 1, 1);

    internal IReadOnlyList<(Axes Axes, int Rows, int Columns, int Index)> Cells => cells;

    /// <summary>The axes in one cell of a grid; the same ones when asked again.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="index">Number of the cell from 1, row by row.</param>
    public Axes Subplot(int rows, int columns, int index)
    {
        if (rows < 1 || columns < 1 || index < 1 || index > rows * columns)
        {
            throw new ArgumentException($"subplot counts its cells from 1 to rows x columns: expected 1 to {Math.Max(1, rows * columns)}, received {index} for {rows} x {columns}.");
        }

        var known = cells.FindIndex(cell => (cell.Rows, cell.Columns, cell.Index) == (rows, columns, index));
        if (known < 0)
        {
            known = cells.Count;
            cells.Add((new Axes(), rows, columns, index));
        }

        return current = cells[known].Axes;
    }

    /// <summary>Writes the picture; a file of that name is replaced only by a whole new one.</summary>
    /// <param name="path">A path that ends in <c>.png</c> or <c>.svg</c>.</param>
    /// <param name="dpi">Dots an inch; the figure's own when null. SVG ignores it.</param>
    /// <exception cref="ArgumentException">The ending names another format.</exception>
    public void Save(string path, double? dpi = null)
    {
        var ending = Path.GetExtension(path).ToLowerInvariant();
        var bytes = ending switch
        {
            ".png" => FigureRenderer.Png(this, dpi ?? Dpi),
            ".svg" => FigureRenderer.Svg(this),
            _ => throw new ArgumentException($"A figure is saved as .png or .svg: received '{ending}' in {path}. Change the ending of the file name."),
        };
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }
}
