using Diglot.Keras.Layers;
using Diglot.Keras.Utils;

namespace Diglot.Keras.Models;

/// <summary>
/// The promise of a tensor: what <c>keras.Input</c> gives and what layers give when called on such a promise. A model is made from the
/// promises at its ends. See keras.io/guides/functional_api.
/// </summary>
public sealed class KerasTensor
{
    /// <summary>Announces a tensor.</summary>
    /// <param name="shape">Length of each axis, unknown ones null.</param>
    /// <param name="type">Element type.</param>
    /// <param name="name">Its name; made up if not given.</param>
    public KerasTensor(PartialShape shape, DType type, string? name = null)
    {
        this.shape = shape;
        Type = type;
        this.name = name ?? AutoNames.Next(nameof(KerasTensor));
    }

    /// <summary>Length of each axis, unknown ones null.</summary>
    public PartialShape shape { get; }

    /// <summary>Element type by Keras's name.</summary>
    public string dtype => DTypeNames.Name(Type);

    /// <summary>Its name.</summary>
    public string name { get; }

    /// <summary>Element type.</summary>
    public DType Type { get; }

    /// <summary>Whether some steps of it are padding that later layers leave out (Keras's implicit mask).</summary>
    internal bool IsMasked { get; set; }

    /// <summary>The call that gives this tensor.</summary>
    internal Node? Node { get; set; }

    /// <summary>Which of the call's results this is.</summary>
    internal int Index { get; set; }

    /// <summary>As Keras prints it.</summary>
    public override string ToString() => $"<KerasTensor shape={shape}, dtype={dtype}, sparse=False, ragged=False, name={name}>";
}
