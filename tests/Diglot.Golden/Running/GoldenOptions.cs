using Diglot.Golden.Cases;
using Diglot.TestKit;

namespace Diglot.Golden.Running;

/// <summary>What the command line asks for.</summary>
public sealed record GoldenOptions(string Root, string? Kind, string? Case, string? Json, bool Claimed, bool Verbose, bool Help)
{
    /// <summary>How to call the program.</summary>
    public const string Usage = """
        Tries reference cases of Keras and PyTorch against Diglot.

        Diglot.Golden [--root FOLDER] [--kind KIND] [--case NAME] [--json FILE] [--claimed] [--verbose]
          --root FOLDER   where the cases lie; default: tests/golden of this checkout
          --kind KIND     only one kind, such as pairs
          --case NAME     only cases of this name; a * stands for anything
          --json FILE     write a list of {kind, case, status, max_abs, max_rel, reason, ms}
          --claimed       leave out cases that consist of things Diglot does not claim to support yet
          --verbose       a line for every case
        """;

    /// <summary>Reads the arguments.</summary>
    public static GoldenOptions Parse(string[] arguments)
    {
        var values = new Dictionary<string, string>();
        var flags = new HashSet<string>();
        for (var i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--claimed" or "--verbose" or "--help" or "-h":
                    flags.Add(arguments[i]);
                    break;
                case "--root" or "--kind" or "--case" or "--json" when i + 1 < arguments.Length:
                    values[arguments[i]] = arguments[++i];
                    break;
                default:
                    throw new ArgumentException($"Unknown or incomplete argument '{arguments[i]}'.\n{Usage}");
            }
        }

        return new(
            values.GetValueOrDefault("--root") ?? Repository.Golden,
            values.GetValueOrDefault("--kind"),
            values.GetValueOrDefault("--case"),
            values.GetValueOrDefault("--json"),
            flags.Contains("--claimed"),
            flags.Contains("--verbose"),
            flags.Contains("--help") || flags.Contains("-h"));
    }

    /// <summary>Whether a case is asked for.</summary>
    public bool Includes(GoldenCase golden)
        => (Kind is null || golden.Kind == Kind) && (Case is null || Matches(golden.Name) || Matches(Path.GetFileName(golden.Name)));

    private bool Matches(string name) => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(Case, name, ignoreCase: false);
}
