using System.Xml.Linq;
using Diglot.Plots.Rendering;
using Xunit;
using static Diglot.Plots.Api;

namespace Diglot.Plots.Tests;

public sealed class PltTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("diglot-plots-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Loss_curve_of_the_tutorial_is_written_as_png_and_svg()
    {
        float[] losses = [2.30f, 1.9f, 1.1f, float.NaN, 0.6f, 0.4f, 0.3f];
        plt.figure(figsize: (8, 5));
        plt.plot(losses, "r--", label: "training");
        plt.plot([0, 2, 4, 6], [2.31, 1.2, 0.7, 0.5], label: "validation", marker: "o");
        plt.title("LeNet-5 on MNIST");
        plt.xlabel("epoch");
        plt.ylabel("loss");
        plt.grid(true);
        plt.legend();
        plt.savefig(File("curve.png"));
        plt.savefig(File("curve.svg"));
        plt.close();

        var png = System.IO.File.ReadAllBytes(File("curve.png"));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        Assert.Equal((800, 500), (BigEndian(png, 16), BigEndian(png, 20)));

        var svg = XDocument.Load(File("curve.svg")).Root!;
        var texts = svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value.Trim()).ToArray();
        Assert.Equal(("800", "500"), (svg.Attribute("width")!.Value, svg.Attribute("height")!.Value));
        Assert.All(["LeNet-5 on MNIST", "epoch", "loss", "training", "validation"], text => Assert.Contains(text, texts));
        Assert.Contains(svg.Descendants(), element => (string?)element.Attribute("stroke-dasharray") is "7.71 3.33" && (string?)element.Attribute("stroke") == "#FF0000");
        Assert.Equal(["curve.png", "curve.svg"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Text_is_drawn_from_the_embedded_font_when_the_machine_has_none()
    {
        Ink(() => { }, out var without);
        Ink(() => plt.title("MMMMMMMMMM"), out var with);
        // The resolver that is asked first serves the font from inside the assembly, whatever the machine has.
        Assert.IsType<EmbeddedFont>(ScottPlot.Fonts.FontResolvers[0]);
        Assert.Equal(EmbeddedFont.Family, new EmbeddedFont().CreateTypeface(EmbeddedFont.Family, bold: false, italic: false)?.FamilyName);
        Assert.True(with > without + 500, $"A title of ten letters must darken the picture: {with} dark dots with it, {without} without.");
    }

    [Fact]
    public void Grid_and_legend_appear_only_when_asked_for()
    {
        Ink(() => plt.plot([1, 2, 3], label: "a"), out var plain);
        Ink(() => { plt.plot([1, 2, 3], label: "a"); plt.legend(); }, out var legend);
        Assert.True(legend > plain);
    }

    [Fact]
    public void Line_cycle_gives_every_line_its_own_colour()
    {
        plt.figure();
        plt.plot([1, 2]);
        plt.plot([2, 1]);
        plt.plot([2, 1], "k");
        Assert.Equal(["C0", "C1", "k"], plt.gca().Lines.Select(line => line.Color));
        plt.close();
    }

    [Fact]
    public void Subplots_and_logarithmic_axis_are_drawn()
    {
        plt.figure(figsize: (8, 4));
        plt.subplot(1, 2, 1);
        plt.plot([1.0, 0.1, 0.01, 0.0, 0.001]);
        plt.yscale("log");
        plt.subplot(1, 2, 2);
        plt.plot([1, 2, 3], "o");
        plt.savefig(File("two.svg"));
        var texts = XDocument.Load(File("two.svg")).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value.Trim()).ToArray();
        Assert.All(["0.001", "0.01", "0.1"], tick => Assert.Contains(tick, texts));
        plt.close();
    }

    [Fact]
    public void Unknown_values_are_refused_and_the_allowed_ones_named()
    {
        plt.figure();
        Assert.Contains("'z--'", Assert.Throws<ArgumentException>(() => plt.plot([1, 2], "z--")).Message);
        Assert.Contains("CSS name", Assert.Throws<ArgumentException>(() => plt.plot([1, 2], color: "rainbow")).Message);
        Assert.Contains("upper right", Assert.Throws<ArgumentException>(() => plt.legend("nowhere")).Message);
        Assert.Contains("3 and 2", Assert.Throws<ArgumentException>(() => plt.plot([1, 2, 3], [1, 2])).Message);
        Assert.Contains("1 to 2", Assert.Throws<ArgumentException>(() => plt.subplot(1, 2, 3)).Message);
        Assert.Contains(".png or .svg", Assert.Throws<ArgumentException>(() => plt.savefig(File("a.gif"))).Message);
        plt.close();
    }

    [Fact]
    public void Failed_save_leaves_nothing_behind()
    {
        Directory.CreateDirectory(File("taken.png"));
        plt.figure();
        Assert.ThrowsAny<Exception>(() => plt.savefig(File("taken.png")));
        Assert.Empty(Directory.GetFiles(folder));
    }

    private string File(string name) => Path.Combine(folder, name);

    private static int BigEndian(byte[] bytes, int at) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));

    private void Ink(Action draw, out int darkDots)
    {
        plt.figure();
        draw();
        plt.savefig(File("ink.png"));
        plt.close();
        using var bitmap = SkiaSharp.SKBitmap.Decode(File("ink.png"));
        darkDots = bitmap.Pixels.Count(pixel => pixel.Red + pixel.Green + pixel.Blue < 384);
    }
}
