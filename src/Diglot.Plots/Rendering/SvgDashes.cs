using System.Globalization;
using System.Text;
using ScottPlot;

namespace Diglot.Plots.Rendering;

/// <summary>
/// Dashed lines in SVG. The drawing library's SVG canvas cannot dash, so each dashed line is drawn solid in a colour that stands for it,
/// and the finished text gets the true colour and the dashes in its place.
/// </summary>
internal sealed class SvgDashes
{
    private readonly List<(string Stand, string Stroke)> lines = [];

    /// <summary>The colour that stands for a dashed line of this colour and style.</summary>
    public Color Stand(Color color, Line line)
    {
        var stand = $"#01FE{lines.Count:X2}";
        var lengths = LineRenderer.DashLengths(line).Select(length => length.ToString("0.##", CultureInfo.InvariantCulture));
        lines.Add(($"stroke=\"{stand}\"", $"stroke=\"#{color.Red:X2}{color.Green:X2}{color.Blue:X2}\" stroke-dasharray=\"{string.Join(' ', lengths)}\""));
        return Color.FromHex(stand).WithAlpha(line.Opacity);
    }

    /// <summary>Puts colours and dashes in.</summary>
    public byte[] Apply(byte[] svg) =>
        lines.Count == 0 ? svg : Encoding.UTF8.GetBytes(lines.Aggregate(Encoding.UTF8.GetString(svg), (text, line) => text.Replace(line.Stand, line.Stroke)));
}
