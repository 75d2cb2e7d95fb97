using Diglot.Formats.Zip;

namespace Diglot.Formats.TorchArchive;

/// <summary>What a PyTorch file holds.</summary>
public sealed class TorchFile
{
    private readonly Lazy<IReadOnlyDictionary<string, TensorData>> _tensors;

    internal TorchFile(object? value, TorchForm form, ZipDirectory? archive = null, string root = "")
    {
        Value = value;
        Form = form;
        Archive = archive;
        Root = root;
        _tensors = new(() => TorchListing.List(value));
    }

    /// <summary>
    /// The stored object as data: see <see cref="Pickle.PickleReader"/>; tensors are <see cref="TorchTensor"/>, bare storages
    /// <see cref="TorchStorage"/>, NumPy arrays <see cref="Numpy.NumpyArray"/>, modules and other objects <see cref="Pickle.ForeignObject"/>.
    /// </summary>
    public object? Value { get; }

    /// <summary>How it was stored.</summary>
    public TorchForm Form { get; }

    /// <summary>The archive, for its other records (TorchScript code); null for the other forms.</summary>
    public ZipDirectory? Archive { get; }

    /// <summary>The folder in the archive, with its slash.</summary>
    public string Root { get; }

    /// <summary>
    /// All tensors, arrays and storages by path: dict keys and list positions joined by <c>/</c>; a bare tensor is <c>value</c>;
    /// of a whole module its state_dict.
    /// </summary>
    public IReadOnlyDictionary<string, TensorData> Tensors => _tensors.Value;

    /// <summary>
    /// The weights by PyTorch's key: the file's object itself if it is a state_dict or a module, else what a checkpoint keeps under
    /// a usual key (<c>state_dict</c>, <c>model_state_dict</c>, <c>model</c> …) or its only dict of tensors; null if there is none.
    /// </summary>
    public IReadOnlyDictionary<string, TensorData>? FindStateDict() => TorchStateDict.Find(Value);
}
