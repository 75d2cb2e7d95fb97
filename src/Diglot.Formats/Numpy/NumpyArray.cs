namespace Diglot.Formats.Numpy;

/// <summary>A NumPy array inside a pickle.</summary>
public sealed class NumpyArray
{
    internal NumpyArray()
    {
    }

    /// <summary>NumPy's description of the element type.</summary>
    public string Descriptor { get; internal set; } = "";

    /// <summary>Its numbers or texts; null for an array of objects or of a type that has no equal here.</summary>
    public NpyArray? Content { get; internal set; }
}
