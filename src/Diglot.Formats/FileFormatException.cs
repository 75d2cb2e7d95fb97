using System.Text;

namespace Diglot.Formats;

/// <summary>
/// A file cannot be read (or written) as asked. The message says which rule was broken, where, what was expected and
/// received, and what to do; the same parts are there as properties.
/// </summary>
public sealed class FileFormatException : FormatException
{
    /// <summary>Describes one broken rule.</summary>
    /// <param name="kind">What sort of fault it is.</param>
    /// <param name="rule">The rule that was broken, as a sentence without its full stop.</param>
    /// <param name="place">Where in the file: tensor, entry, byte offset.</param>
    /// <param name="expected">What the rule asks for.</param>
    /// <param name="received">What the file holds.</param>
    /// <param name="remedy">What the user can do, as a sentence.</param>
    /// <param name="file">The file; readers that know only bytes leave it out and <see cref="In"/> adds it.</param>
    /// <param name="cause">The exception that revealed the fault, if any.</param>
    public FileFormatException(
        FileFault kind,
        string rule,
        string? place = null,
        string? expected = null,
        string? received = null,
        string? remedy = null,
        string? file = null,
        Exception? cause = null)
        : base(Compose(rule, place, expected, received, remedy, file), cause)
    {
        Kind = kind;
        Rule = rule;
        Place = place;
        Expected = expected;
        Received = received;
        Remedy = remedy;
        File = file;
    }

    /// <summary>What sort of fault it is.</summary>
    public FileFault Kind { get; }

    /// <summary>The rule that was broken.</summary>
    public string Rule { get; }

    /// <summary>Where in the file: tensor, entry, byte offset.</summary>
    public string? Place { get; }

    /// <summary>What the rule asks for.</summary>
    public string? Expected { get; }

    /// <summary>What the file holds.</summary>
    public string? Received { get; }

    /// <summary>What the user can do.</summary>
    public string? Remedy { get; }

    /// <summary>The file, where known.</summary>
    public string? File { get; }

    /// <summary>The same fault with the file's name, unless it has one already.</summary>
    public FileFormatException In(string file) => File is not null
        ? this
        : new FileFormatException(Kind, Rule, Place, Expected, Received, Remedy, file, this);

    private static string Compose(string rule, string? place, string? expected, string? received, string? remedy, string? file)
    {
        var text = new StringBuilder();
        if (file is not null)
        {
            text.Append(file).Append(": ");
        }

        if (place is not null)
        {
            text.Append(place).Append(": ");
        }

        text.Append(rule).Append('.');
        if (expected is not null)
        {
            text.Append(" Expected ").Append(expected).Append(received is null ? "." : ", ");
        }

        if (received is not null)
        {
            text.Append(expected is null ? " Received " : "received ").Append(received).Append('.');
        }

        if (remedy is not null)
        {
            text.Append(' ').Append(remedy);
        }

        return text.ToString();
    }
}
