namespace Diglot.Cli.Inspection;

/// <summary>Rows of text in columns as wide as their longest entry.</summary>
internal static class TextTable
{
    /// <summary>Prints a heading and its rows, indented; nothing where there are no rows.</summary>
    public static void Write(TextWriter output, string[] headings, IReadOnlyCollection<string[]> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var widths = headings.Select((heading, column) => rows.Max(row => Math.Max(heading.Length, row[column].Length))).ToArray();
        foreach (var row in rows.Prepend(headings))
        {
            output.WriteLine("  " + string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
