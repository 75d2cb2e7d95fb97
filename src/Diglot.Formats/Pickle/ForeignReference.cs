namespace Diglot.Formats.Pickle;

/// <summary>The name of a class or function of the program that wrote the file. It is text: nothing is looked up, imported or called.</summary>
/// <param name="Module">Python module, in Python 3's spelling.</param>
/// <param name="Name">Name in the module, dotted where nested.</param>
public sealed record ForeignReference(string Module, string Name)
{
    /// <summary>Module and name.</summary>
    public string FullName => $"{Module}.{Name}";

    /// <summary>Whether it is this class or function.</summary>
    public bool Is(string module, string name) => Module == module && Name == name;

    /// <inheritdoc/>
    public override string ToString() => FullName;
}
