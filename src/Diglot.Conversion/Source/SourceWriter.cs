namespace Diglot.Conversion.Source;

/// <summary>Lines of a program with indentation; comments behind code stand in one column as far as the paragraph goes.</summary>
/// <param name="comment">What begins a comment: <c>#</c> or <c>//</c>.</param>
internal sealed class SourceWriter(string comment)
{
    // Code that is longer does not push the column of its paragraph.
    private const int WidestColumn = 100;
    private readonly List<(string Code, string? Comment)> _lines = [];
    private int _depth;

    /// <summary>One line, with a comment behind it.</summary>
    public void Line(string code = "", string? remark = null) => _lines.Add((code.Length == 0 ? "" : new string(' ', 4 * _depth) + code, remark));

    /// <summary>A comment on lines of its own, broken where it gets too long.</summary>
    public void Comment(string text)
    {
        var line = comment;
        foreach (var word in text.Split(' '))
        {
            if (line.Length + word.Length > 110 && line != comment)
            {
                Line(line);
                line = comment + "  ";
            }

            line += " " + word;
        }

        Line(line);
    }

    /// <summary>Lines further in.</summary>
    public void Indented(Action write)
    {
        _depth++;
        write();
        _depth--;
    }

    /// <summary>A list between brackets: a line an item, with a comma behind each, or behind each but the last.</summary>
    public void Items(IReadOnlyList<(string Code, string? Remark)> items, bool commaAtEnd) => Indented(() =>
    {
        foreach (var (i, (code, remark)) in items.Index())
        {
            Line(commaAtEnd || i < items.Count - 1 ? code + "," : code, remark);
        }
    });

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new System.Text.StringBuilder();
        var column = 0;
        foreach (var (i, (code, remark)) in _lines.Index())
        {
            if (i == 0 || _lines[i - 1].Code.Length == 0)
            {
                column = _lines.Skip(i).TakeWhile(static line => line.Code.Length > 0).Where(static line => line.Comment is not null && line.Code.Length <= WidestColumn).Select(static line => line.Code.Length).DefaultIfEmpty(0).Max();
            }

            text.Append(remark is null ? code : $"{code.PadRight(column)}  {comment} {remark}").Append('\n');
        }

        return text.ToString();
    }
}
