namespace Diglot.Conversion;

/// <summary>Something cannot be converted exactly. Nothing is dropped or guessed instead.</summary>
public sealed class ConversionRefusedException : Exception
{
    /// <summary>Names the place, the reason and what helps.</summary>
    /// <param name="path">The layer's path in the model.</param>
    /// <param name="reason">Why, without a full stop.</param>
    /// <param name="remedy">The nearest thing that helps.</param>
    /// <param name="missing">The name of the layer or argument that is not supported yet, where that is the reason.</param>
    public ConversionRefusedException(string path, string reason, string remedy, string? missing = null)
        : base($"{(path.Length == 0 ? "" : $"Layer '{path}': ")}{reason}. {remedy}")
        => (Path, Reason, Remedy, Missing) = (path, reason, remedy, missing);

    /// <summary>The layer's path in the model.</summary>
    public string Path { get; }

    /// <summary>Why.</summary>
    public string Reason { get; }

    /// <summary>What helps.</summary>
    public string Remedy { get; }

    /// <summary>The name of the layer or function that is not supported, where that is the reason; null where no converter could do it.</summary>
    public string? Missing { get; }
}
