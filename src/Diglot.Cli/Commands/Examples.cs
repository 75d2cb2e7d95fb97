using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Diglot.Cli.Commands;

/// <summary>Adds examples to what <c>--help</c> prints.</summary>
internal static class Examples
{
    public static void AddTo(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
    }

    private static string[] Of(Command command) => command switch
    {
        TrainCommand => TrainCommand.Examples,
        ConvertCommand => ConvertCommand.Examples,
        VerifyCommand => VerifyCommand.Examples,
        InspectCommand => InspectCommand.Examples,
        DiffCommand => DiffCommand.Examples,
        DifferencesCommand => DifferencesCommand.Examples,
        RootCommand => ["diglot train lenet5", "diglot convert lenet5.keras lenet5.pt", "diglot inspect lenet5.keras", "diglot train --help"],
        _ => [],
    };

    private sealed class HelpWithExamples(HelpAction plain) : SynchronousCommandLineAction
    {
        // Help is wanted whatever else is wrong with the command line.
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parsed)
        {
            plain.Invoke(parsed);
            var output = parsed.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in Of(parsed.CommandResult.Command))
            {
                output.WriteLine($"  {example}");
            }

            return ExitCode.Success;
        }
    }
}
