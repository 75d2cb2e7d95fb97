using Diglot.Formats;
using Diglot.Formats.TorchArchive;

namespace Diglot.Torch.Serialization;

/// <summary>PyTorch's files: <c>torch.save</c> and <c>torch.load</c>.</summary>
/// <remarks>Source: pytorch.org/docs/stable/notes/serialization.html. Keras keeps a whole model in one file (<c>model.save</c>); here it is usually the state_dict alone.</remarks>
[Face("torch")]
public static class TorchFiles
{
    /// <summary>Writes a value in the zip form that PyTorch reads since 1.6, also with <c>weights_only</c>; a file of that name is replaced when all is written.</summary>
    /// <param name="obj">
    /// A tensor, a <c>state_dict()</c> or any nesting of dictionaries, lists, tuples, numbers, text and tensors, such as a checkpoint
    /// <c>{ "model", "optimizer", "epoch" }</c>. Tensors that view one memory stay views of it. Leaf tensors that require gradients become <c>nn.Parameter</c>.
    /// </param>
    /// <param name="f">Path of the file.</param>
    /// <exception cref="FileFormatException">A value has no equal in Python, for instance a whole module: save its <c>state_dict()</c>.</exception>
    public static void save(object? obj, string f) => TorchWriter.Write(f, new ValuePacker().Pack(obj));

    /// <summary>Reads a file of <c>torch.save</c>, of any version. Nothing in it is executed.</summary>
    /// <param name="f">Path of the file.</param>
    /// <param name="map_location">Where tensors go; the CPU is the one place there is.</param>
    /// <param name="weights_only">True refuses whole modules; false builds them, as long as their classes are those of <c>torch.nn</c>. No code of the file is run in either case.</param>
    /// <returns>
    /// A dictionary of tensors as <see cref="NN.Core.StateDict"/>; another as <see cref="OrderedDictionary{TKey, TValue}"/> by text, or by object where keys are no text (whole numbers
    /// are int); lists as <see cref="List{T}"/> of object, tuples as <see cref="Formats.Pickle.PickleTuple"/>; whole numbers as long, real ones as double. It is <c>dynamic</c>:
    /// <c>net.load_state_dict(torch.load("x.pt"))</c>, <c>checkpoint["epoch"]</c>.
    /// </returns>
    /// <exception cref="FileFormatException">The file is damaged or no PyTorch file.</exception>
    public static dynamic load(string f, Device? map_location = null, bool weights_only = true)
    {
        if (map_location is { } place && place.type != "cpu")
        {
            throw new ArgumentException($"Tensors are loaded to the CPU; received map_location {place}. Leave it out, or pass \"cpu\".", nameof(map_location));
        }

        return new ValueUnpacker(takesModules: !weights_only).Unpack(TorchReader.Read(f).Value)!;
    }
}
