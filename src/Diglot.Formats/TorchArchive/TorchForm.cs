namespace Diglot.Formats.TorchArchive;

/// <summary>The forms in which PyTorch has stored its objects.</summary>
public enum TorchForm
{
    /// <summary>Zip archive, since PyTorch 1.6.</summary>
    Zip,

    /// <summary>Zip archive of <c>torch.jit.save</c>: state and code of a TorchScript module.</summary>
    TorchScript,

    /// <summary>A stream of pickles followed by the storages, up to PyTorch 1.5.</summary>
    Legacy,

    /// <summary>Tar archive, PyTorch 0.1.</summary>
    Tar,

    /// <summary>A single pickle that Python's own <c>pickle.dump</c> wrote.</summary>
    Pickle,

    /// <summary>Several files and their index.</summary>
    Sharded,
}
