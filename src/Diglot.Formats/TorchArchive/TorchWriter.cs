using Diglot.Formats.Pickle;
using Diglot.Formats.Zip;

namespace Diglot.Formats.TorchArchive;

/// <summary>
/// Writes what <c>torch.save</c> writes, in the zip form that PyTorch reads since 1.6, also with <c>weights_only</c>. Values are those
/// of <see cref="PickleWriter"/>, with any <see cref="TensorData"/> as a tensor. Tensors that are one object, and
/// <see cref="TorchStridedTensor"/>s on one storage, stay shared.
/// </summary>
public static class TorchWriter
{
    private const int Alignment = 64;

    /// <summary>Creates or replaces a file.</summary>
    /// <param name="path">The file; it is written under a temporary name and renamed when complete.</param>
    /// <param name="value">The object: a state_dict (see <see cref="StateDict"/>), a checkpoint, any nesting of values.</param>
    /// <exception cref="FileFormatException">A value has no equal in Python or PyTorch.</exception>
    public static void Write(string path, object? value)
    {
        var stem = Path.GetFileNameWithoutExtension(path);
        AtomicFile.Write(path, stream => Write(stream, value, stem.All(char.IsAscii) && stem.Length > 0 ? stem : "archive"));
    }

    /// <summary>Writes to a seekable stream.</summary>
    /// <param name="stream">Where it goes, at its beginning.</param>
    /// <param name="value">The object.</param>
    /// <param name="root">The folder inside the archive; PyTorch uses the file's name.</param>
    /// <exception cref="FileFormatException">A value has no equal in Python or PyTorch.</exception>
    public static void Write(Stream stream, object? value, string root = "archive")
    {
        var pickler = new TorchPickler();
        var pickle = new MemoryStream();
        PickleWriter.Write(pickle, value, pickler.TryWrite);
        var zip = new ZipWriter(stream, Alignment);
        zip.Add($"{root}/data.pkl", pickle.GetBuffer().AsSpan(0, (int)pickle.Length));
        zip.Add($"{root}/byteorder", "little"u8);
        for (var key = 0; key < pickler.Storages.Count; key++)
        {
            var storage = pickler.Storages[key];
            zip.Add($"{root}/data/{key}", storage.ByteLength, storage.AppendTo);
        }

        zip.Add($"{root}/version", "3\n"u8);
        zip.Finish();
    }

    /// <summary>The form of <c>module.state_dict()</c>: an OrderedDict with <c>_metadata</c> (a version for each module's path).</summary>
    /// <param name="tensors">The weights in order.</param>
    /// <param name="versions">The layout version by module path, <c>""</c> for the whole; null for no metadata.</param>
    public static PickleDict StateDict(IEnumerable<KeyValuePair<string, TensorData>> tensors, IEnumerable<KeyValuePair<string, long>>? versions = null)
    {
        const string ordered = "collections.OrderedDict";
        var dict = new PickleDict(ordered);
        foreach (var (name, tensor) in tensors)
        {
            dict[name] = tensor;
        }

        if (versions is not null)
        {
            var metadata = new PickleDict(ordered);
            foreach (var (path, version) in versions)
            {
                metadata[path] = new PickleDict { ["version"] = version };
            }

            dict.Attributes = new PickleDict { ["_metadata"] = metadata };
        }

        return dict;
    }
}
