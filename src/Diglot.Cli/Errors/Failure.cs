using Diglot.Conversion;

namespace Diglot.Cli.Errors;

/// <summary>Turns an exception into one message on standard error and an exit code.</summary>
internal static class Failure
{
    // Errors of the operating system, as .NET hands them on: Linux and macOS ENOSPC and EDQUOT, Windows ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL.
    private static readonly int[] NoSpace = [28, 122, 69, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    public static int Report(Exception failure)
    {
        switch (failure)
        {
            case OperationCanceledException:
                Console.Error.WriteLine("diglot: stopped.");
                return ExitCode.Interrupted;
            case IOException full when NoSpace.Contains(full.HResult):
                return Bad($"no space left on the disk. {full.Message} Nothing half-written was left. Free some space, or choose another folder with --out.");

            case ConversionRefusedException refused:
                Console.Error.WriteLine($"diglot: refused. {refused.Message}");
                return ExitCode.Refused;

            // The engine and the file readers say in their own words what is wrong with what they were given.
            case UsageException or IOException or UnauthorizedAccessException or InvalidDataException or FormatException or ArgumentException or NotSupportedException:
                return Bad(failure.Message);
            default:
                Console.Error.WriteLine($"diglot: this is a fault of the program: {failure}");
                return ExitCode.Fault;
        }
    }

    private static int Bad(string message)
    {
        Console.Error.WriteLine($"diglot: {message}");
        return ExitCode.BadInput;
    }
}
