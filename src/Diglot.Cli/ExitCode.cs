namespace Diglot.Cli;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>A fault of the program.</summary>
    public const int Fault = 1;

    /// <summary>What was compared differs.</summary>
    public const int Different = 1;

    /// <summary>Bad input: arguments, files, or no room for the output.</summary>
    public const int BadInput = 2;

    /// <summary>Understood, but it cannot be converted exactly; nothing was written.</summary>
    public const int Refused = 3;

    /// <summary>Stopped by Ctrl-C: 128 + SIGINT.</summary>
    public const int Interrupted = 130;
}
