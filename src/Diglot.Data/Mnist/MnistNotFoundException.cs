namespace Diglot.Data.Mnist;

/// <summary>The MNIST files are not where they were looked for.</summary>
public sealed class MnistNotFoundException : IOException
{
    internal MnistNotFoundException(IReadOnlyList<string> places, IReadOnlyList<string> missing)
        : base($"MNIST was not found: {string.Join(", ", missing.Select(name => name + "[.gz]"))} in none of these places: {string.Join(", ", places)}. "
            + $"Name the folder that holds the four files (--data in the command line, or the environment variable {MnistFolder.Variable}).")
    {
        Places = places;
        Missing = missing;
    }

    /// <summary>Every folder looked at, in order.</summary>
    public IReadOnlyList<string> Places { get; }

    /// <summary>The files that were missing, without <c>.gz</c>.</summary>
    public IReadOnlyList<string> Missing { get; }
}
