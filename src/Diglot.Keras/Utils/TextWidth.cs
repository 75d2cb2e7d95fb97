using System.Globalization;
using System.Text;

namespace Diglot.Keras.Utils;

/// <summary>How many columns of a terminal text takes: two for a Chinese, Japanese or Korean character, none for a mark on another one.</summary>
internal static class TextWidth
{
    // Blocks of wide characters, from Unicode's East Asian Width (UAX 11, classes W and F).
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7A3),
        (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F900, 0x1F9FF), (0x20000, 0x3FFFD),
    ];

    /// <summary>The columns of a text.</summary>
    public static int Of(string text)
    {
        var width = 0;
        foreach (var letter in text.EnumerateRunes())
        {
            width += Of(letter);
        }

        return width;
    }

    /// <summary>As much of the start of a text as fits.</summary>
    public static string Start(string text, int width)
    {
        var (kept, used) = (0, 0);
        foreach (var letter in text.EnumerateRunes())
        {
            used += Of(letter);
            if (used > width)
            {
                break;
            }

            kept += letter.Utf16SequenceLength;
        }

        return text[..kept];
    }

    private static int Of(Rune letter)
        => Rune.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format ? 0
            : letter.Value >= 0x1100 && Array.Exists(Wide, block => letter.Value >= block.First && letter.Value <= block.Last) ? 2
            : 1;
}
