using ScottPlot;
using SkiaSharp;

namespace Diglot.Plots.Rendering;

/// <summary>Draws figures. The only place, with its neighbours, that touches the drawing library.</summary>
internal static class FigureRenderer
{
    /// <summary>The picture as PNG.</summary>
    public static byte[] Png(Figure figure, double dpi)
    {
        var info = new SKImageInfo((int)Math.Round(figure.Width * dpi), (int)Math.Round(figure.Height * dpi));
        using var surface = SKSurface.Create(info) ?? throw new OutOfMemoryException($"No memory for a picture of {info.Width} x {info.Height} dots.");
        Draw(figure, surface.Canvas, dpi, dashes: null);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>The picture as SVG.</summary>
    public static byte[] Svg(Figure figure)
    {
        var dashes = new SvgDashes();
        using var stream = new MemoryStream();
        var size = SKRect.Create((float)(figure.Width * Figure.DefaultDpi), (float)(figure.Height * Figure.DefaultDpi));

        // The closing tag is written when the canvas is disposed.
        using (var canvas = SKSvgCanvas.Create(size, stream))
        {
            Draw(figure, canvas, Figure.DefaultDpi, dashes);
        }

        return dashes.Apply(stream.ToArray());
    }

    private static void Draw(Figure figure, SKCanvas canvas, double dpi, SvgDashes? dashes)
    {
        EmbeddedFont.Register();
        canvas.Clear(SKColors.White);
        var (width, height) = ((float)(figure.Width * dpi), (float)(figure.Height * dpi));
        foreach (var (axes, rows, columns, index) in figure.Cells)
        {
            var (row, column) = Math.DivRem(index - 1, columns);
            var (cellWidth, cellHeight) = (width / columns, height / rows);
            using var plot = AxesRenderer.Build(axes, dpi / Figure.DefaultDpi, dashes);
            var cell = new PixelRect(column * cellWidth, (column + 1) * cellWidth, (row + 1) * cellHeight, row * cellHeight);

            // The first rendering of a plot settles its layout and may draw everything twice: that one goes nowhere.
            using var nowhere = new SKNoDrawCanvas((int)width, (int)height);
            plot.Render(nowhere, cell);
            plot.Render(canvas, cell);
        }
    }
}
