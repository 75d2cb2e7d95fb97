namespace Diglot.Formats.TorchArchive;

/// <summary>
/// What <c>torch.save</c> writes (https://pytorch.org/docs/stable/notes/serialization.html): a pickle of any object, in which tensors
/// are views of storages kept beside it, as a zip archive (since 1.6), a stream (before) or a tar archive (0.1).
/// </summary>
public static class TorchFormat
{
    /// <summary>The catalogue's entry.</summary>
    public static FileFormat Instance { get; } = new("pytorch", [".pt", ".pth", ".bin", ".ckpt"], static source => TorchDetector.FormOf(source) is not null);
}
