namespace Diglot.Plots;

/// <summary>matplotlib's short notation for a line's look: colour, marker and line style in any order, such as <c>"r--"</c> or <c>"ko-"</c>.</summary>
internal readonly record struct LineFormat(string? Color, string? Marker, string? Style)
{
    // Two-character styles come first, so that "--" is not read as "-" twice.
    private static readonly string[] Styles = ["--", "-.", "-", ":"];
    private static readonly string[] StyleNames = ["dashed", "dashdot", "solid", "dotted"];
    private const string Markers = ".os^vx+*D";
    private const string Colors = "bgrcmykw";

    public static LineFormat Parse(string text)
    {
        var format = default(LineFormat);
        for (var at = 0; at < text.Length;)
        {
            var rest = text.AsSpan(at);
            var style = Array.Find(Styles, candidate => text.AsSpan(at).StartsWith(candidate, StringComparison.Ordinal));
            if (style is not null && format.Style is null)
            {
                format = format with { Style = style };
                at += style.Length;
            }
            else if (rest[0] == 'C' && rest.Length > 1 && char.IsAsciiDigit(rest[1]) && format.Color is null)
            {
                format = format with { Color = rest[..2].ToString() };
                at += 2;
            }
            else if (Colors.Contains(rest[0]) && format.Color is null)
            {
                format = format with { Color = rest[..1].ToString() };
                at++;
            }
            else if (Markers.Contains(rest[0]) && format.Marker is null)
            {
                format = format with { Marker = rest[..1].ToString() };
                at++;
            }
            else
            {
                throw new ArgumentException($"A line format is a colour ({Colors} or C0 to C9), a marker ({Markers}) and a line style ({string.Join(" ", Styles)}), "
                    + $"each at most once: received '{text}', not understood from '{rest}' on.");
            }
        }

        return format;
    }

    public static string CheckStyle(string value)
    {
        var named = Array.IndexOf(StyleNames, value);
        return named >= 0 ? Styles[named]
            : value is "" or " " or "None" or "none" ? ""
            : Styles.Contains(value) ? value
            : throw new ArgumentException($"Unknown line style: expected one of {string.Join(" ", Styles)} or {string.Join(", ", StyleNames)}, received '{value}'.");
    }

    public static string CheckMarker(string value) =>
        value is "" or "None" or "none" ? ""
        : value.Length == 1 && Markers.Contains(value[0]) ? value
        : throw new ArgumentException($"Unknown marker: expected one of {string.Join(" ", Markers.AsEnumerable())}, received '{value}'.");
}
