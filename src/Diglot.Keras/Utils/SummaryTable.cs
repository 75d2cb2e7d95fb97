using System.Text;

namespace Diglot.Keras.Utils;

/// <summary>A table drawn as Keras 3 draws it, with heavy lines around the head; long cells are wrapped at blanks or cut with an ellipsis.</summary>
internal sealed class SummaryTable(string[] heads, char[] alignment, int[] widths)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Columns with a blank on each side, all made narrower alike until the table has the asked width.</summary>
    public static int[] Fit(int[] contents, int total)
    {
        var widths = contents.Select(static width => width + 2).ToArray();
        var excess = Math.Max(0, widths.Sum() + widths.Length + 1 - total);
        for (var i = 0; i < widths.Length; i++)
        {
            var part = (int)Math.Round(excess / (double)(widths.Length - i), MidpointRounding.ToEven);
            widths[i] = Math.Max(3, widths[i] - part);
            excess -= part;
        }

        return widths;
    }

    /// <summary>Adds a row of cells; a cell may hold several lines.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>The whole table, each line ended.</summary>
    public string Draw()
    {
        var text = new StringBuilder();
        Rule(text, '┏', '━', '┳', '┓');
        Row(text, heads, '┃');
        Rule(text, '┡', '━', '╇', '┩');
        for (var i = 0; i < _rows.Count; i++)
        {
            if (i > 0)
            {
                Rule(text, '├', '─', '┼', '┤');
            }

            Row(text, _rows[i], '│');
        }

        Rule(text, '└', '─', '┴', '┘');
        return text.ToString();
    }

    private void Rule(StringBuilder text, char left, char line, char cross, char right)
        => text.Append(left).AppendJoin(cross, widths.Select(width => new string(line, width))).Append(right).Append('\n');

    private void Row(StringBuilder text, string[] cells, char bar)
    {
        var lines = cells.Select((cell, i) => Wrap(cell, widths[i] - 2)).ToArray();
        for (var line = 0; line < lines.Max(static cell => cell.Count); line++)
        {
            text.Append(bar);
            for (var i = 0; i < cells.Length; i++)
            {
                var part = line < lines[i].Count ? lines[i][line] : "";
                text.Append(' ').Append(Aligned(part, widths[i] - 2, alignment[i])).Append(' ').Append(bar);
            }

            text.Append('\n');
        }
    }

    private static string Aligned(string part, int width, char alignment) => alignment switch
    {
        'r' => new string(' ', width - TextWidth.Of(part)) + part,
        'c' => new string(' ', (width - TextWidth.Of(part)) / 2) + part + new string(' ', width - TextWidth.Of(part) - ((width - TextWidth.Of(part)) / 2)),
        _ => part + new string(' ', width - TextWidth.Of(part)),
    };

    /// <summary>Breaks at blanks; a word that is too long is cut.</summary>
    private static List<string> Wrap(string cell, int width)
    {
        var lines = new List<string>();
        foreach (var paragraph in cell.Split('\n'))
        {
            var line = "";
            foreach (var word in Words(paragraph))
            {
                if (line.Length > 0 && TextWidth.Of((line + word).TrimEnd()) > width)
                {
                    lines.Add(Cut(line.TrimEnd(), width));
                    line = "";
                }

                line += word;
            }

            lines.Add(Cut(line.TrimEnd(), width));
        }

        return lines;
    }

    /// <summary>Words with the blanks that follow them.</summary>
    private static IEnumerable<string> Words(string text)
    {
        var start = 0;
        for (var i = 1; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i - 1] == ' ' && text[i] != ' ' && text[start..i].Trim().Length > 0))
            {
                yield return text[start..i];
                start = i;
            }
        }
    }

    private static string Cut(string line, int width) => TextWidth.Of(line) <= width ? line : $"{TextWidth.Start(line, width - 1)}…";
}
