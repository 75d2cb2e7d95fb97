namespace Diglot.Data.Mnist;

/// <summary>A data file breaks a rule of its format.</summary>
public sealed class MnistFormatException : IOException
{
    internal MnistFormatException(string file, string rule, string expected, string received, string remedy, Exception? inner = null)
        : base($"{file}: {rule}. Expected {expected}, received {received}. {remedy}", inner)
    {
        (File, Rule, Expected, Received, Remedy) = (file, rule, expected, received, remedy);
    }

    /// <summary>The file at fault.</summary>
    public string File { get; }

    /// <summary>The rule that is broken.</summary>
    public string Rule { get; }

    /// <summary>What the rule asks for.</summary>
    public string Expected { get; }

    /// <summary>What the file holds.</summary>
    public string Received { get; }

    /// <summary>What to do about it.</summary>
    public string Remedy { get; }
}
