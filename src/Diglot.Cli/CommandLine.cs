using System.CommandLine;
using System.CommandLine.Invocation;
using Diglot.Cli.Commands;
using Diglot.Cli.Errors;

namespace Diglot.Cli;

/// <summary>The whole command line: reads the arguments, runs the command, turns every failure into one message and an exit code.</summary>
internal static class CommandLine
{
    public static int Run(string[] args)
    {
        try
        {
            var root = new RootCommand("Diglot: one neural network, two languages. Keras and PyTorch on one engine, without Python.") { new TrainCommand(), new ConvertCommand(), new VerifyCommand(), new InspectCommand(), new DiffCommand(), new DifferencesCommand() };
            Examples.AddTo(root);
            var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
            return parsed.Action is ParseErrorAction
                ? Failure.Report(new UsageException(UsageErrors.Explain(parsed)))
                : parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception failure)
        {
            return Failure.Report(failure);
        }
    }
}
