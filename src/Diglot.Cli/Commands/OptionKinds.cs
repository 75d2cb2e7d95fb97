using System.CommandLine;
using System.Globalization;
using Diglot.Cli.Errors;

namespace Diglot.Cli.Commands;

/// <summary>Options whose errors say what was expected, what came, and what was probably meant.</summary>
internal static class OptionKinds
{
    /// <summary>A whole number within limits.</summary>
    public static Option<long> Whole(string name, string description, long minimum, long maximum, long otherwise) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => otherwise,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) || value < minimum || value > maximum)
            {
                result.AddError($"{name} takes a whole number from {minimum} to {maximum}, received '{text}'.");
            }

            return value;
        },
    };

    /// <summary>One of a few words.</summary>
    public static Option<string> Word(string name, string description, string otherwise, params string[] allowed)
    {
        var option = new Option<string>(name)
        {
            Description = description,
            HelpName = string.Join('|', allowed),
            DefaultValueFactory = _ => otherwise,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (!allowed.Contains(text))
                {
                    result.AddError($"{name} takes {Listed(allowed)}, received '{text}'.{Suggestion.For(text, allowed)}");
                }

                return text;
            },
        };
        option.CompletionSources.Add(allowed);
        return option;
    }

    /// <summary>A path.</summary>
    public static Option<string?> Folder(string name, string description) => new(name) { Description = description, HelpName = "DIR" };

    /// <summary><c>a, b or c</c>.</summary>
    public static string Listed(string[] words) => words.Length == 1 ? words[0] : $"{string.Join(", ", words[..^1])} or {words[^1]}";
}
