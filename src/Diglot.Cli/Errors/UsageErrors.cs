using System.CommandLine;

namespace Diglot.Cli.Errors;

/// <summary>Says in one sentence what is wrong with a command line, and what was probably meant.</summary>
internal static class UsageErrors
{
    public static string Explain(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var name = command is RootCommand ? "diglot" : $"diglot {command.Name}";
        return $"{Problem(parsed, command)} '{name} --help' shows what there is.";
    }

    private static string Problem(ParseResult parsed, Command command)
    {
        if (parsed.UnmatchedTokens is not [var unknown, ..])
        {
            var missing = command.Arguments.FirstOrDefault(argument => argument.Arity.MinimumNumberOfValues > (parsed.GetResult(argument)?.Tokens.Count ?? 0));
            return missing is null ? parsed.Errors[0].Message : $"'{command.Name}' needs a {missing.Name}: {missing.Description}";
        }

        if (unknown.StartsWith('-'))
        {
            var options = command.Options.Where(option => !option.Hidden).Select(option => option.Name).ToArray();
            return $"Unknown option '{unknown}'.{Suggestion.For(unknown, options)}";
        }

        var commands = command.Subcommands.Select(sub => sub.Name).ToArray();
        return commands.Length > 0
            ? $"Unknown command '{unknown}'.{Suggestion.For(unknown, commands)} Expected {string.Join(", ", commands)}."
            : $"Unexpected argument '{unknown}'.";
    }
}
