using Diglot.Formats.Hdf5;
using Diglot.Formats.KerasArchive;

namespace Diglot.Formats.KerasH5;

/// <summary>Recognises HDF5 files that Keras wrote, by what lies at their root.</summary>
public static class KerasH5Detector
{
    /// <summary>Whether the bytes are an HDF5 file that Keras wrote.</summary>
    public static bool Matches(ByteSource source)
    {
        if (!Hdf5Detector.Matches(source))
        {
            return false;
        }

        try
        {
            return KindOf(Hdf5Reader.Read(source)) is not null;
        }
        catch (FileFormatException)
        {
            return false;
        }
    }

    /// <summary>Which kind of Keras file a tree is, or null.</summary>
    public static KerasH5Kind? KindOf(Hdf5Group root)
    {
        var attributes = root.Attributes;
        if (attributes.ContainsKey(KerasH5Format.ModelConfig))
        {
            return KerasH5Kind.WholeModel;
        }

        if (attributes.ContainsKey(KerasH5Format.LayerNames) || attributes.ContainsKey(KerasH5Format.LayerNames + "0"))
        {
            return KerasH5Kind.LegacyWeights;
        }

        // A whole model whose configuration is missing is not a file of variables.
        var names = root.Names;
        return !names.Contains(KerasH5Format.ModelWeights) && (names.Contains(KerasVariables.Group) || names.Contains("layers") || names.Contains("_layer_checkpoint_dependencies"))
            ? KerasH5Kind.Variables
            : null;
    }
}
