using ScottPlot;
using SkiaSharp;

namespace Diglot.Plots.Rendering;

/// <summary>
/// Serves the font that lies inside the assembly. Text in a font that is missing would be drawn as nothing, without any error,
/// so the machine's own fonts are never relied upon for what this font can draw.
/// </summary>
internal sealed class EmbeddedFont : IFontResolver
{
    /// <summary>The family name.</summary>
    public const string Family = "DejaVu Sans";

    private static readonly Lazy<SKTypeface> Typeface = new(Load);
    private static readonly Lock Registration = new();
    private static bool registered;

    /// <summary>Makes the font the one every text is drawn in.</summary>
    public static void Register()
    {
        lock (Registration)
        {
            if (!registered)
            {
                Fonts.FontResolvers.Insert(0, new EmbeddedFont());
                Fonts.Default = Family;
                registered = true;
            }
        }
    }

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        fontName == Family ? Typeface.Value : null;

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Family ? Typeface.Value : null;

    private static SKTypeface Load()
    {
        using var stream = typeof(EmbeddedFont).Assembly.GetManifestResourceStream("DejaVuSans.ttf")!;
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    }
}
