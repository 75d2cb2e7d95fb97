using System.Globalization;
using SystemColor = System.Drawing.Color;

namespace Diglot.Plots;

/// <summary>Colours by the names that matplotlib gives them.</summary>
internal static class Palette
{
    // The default cycle C0 to C9 is the Tableau palette.
    private static readonly (string Name, uint Rgb)[] Tableau =
    [
        ("tab:blue", 0x1F77B4), ("tab:orange", 0xFF7F0E), ("tab:green", 0x2CA02C), ("tab:red", 0xD62728), ("tab:purple", 0x9467BD),
        ("tab:brown", 0x8C564B), ("tab:pink", 0xE377C2), ("tab:gray", 0x7F7F7F), ("tab:olive", 0xBCBD22), ("tab:cyan", 0x17BECF),
    ];

    private static readonly Dictionary<string, uint> Letters = new()
    {
        ["b"] = 0x0000FF, ["g"] = 0x008000, ["r"] = 0xFF0000, ["c"] = 0x00BFBF, ["m"] = 0xBF00BF, ["y"] = 0xBFBF00, ["k"] = 0x000000, ["w"] = 0xFFFFFF,
    };

    /// <summary>Red, green and blue as 0xRRGGBB.</summary>
    public static uint Parse(string name)
    {
        if (Letters.TryGetValue(name, out var letter))
        {
            return letter;
        }

        if (name is ['C', >= '0' and <= '9'])
        {
            return Tableau[name[1] - '0'].Rgb;
        }

        if (Array.FindIndex(Tableau, entry => entry.Name == name) is >= 0 and var index)
        {
            return Tableau[index].Rgb;
        }

        if (name is ['#', ..] && name.Length == 7 && uint.TryParse(name.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex))
        {
            return hex;
        }

        // The CSS names, which .NET knows too.
        var css = SystemColor.FromName(name);
        return css is { IsKnownColor: true, IsSystemColor: false }
            ? (uint)css.ToArgb() & 0xFFFFFF
            : throw new ArgumentException($"Unknown colour: expected a letter of {string.Concat(Letters.Keys)}, C0 to C9, #rrggbb, "
                + $"{Tableau[0].Name} and its like, or a CSS name, received '{name}'.");
    }
}
