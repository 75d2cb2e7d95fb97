using Diglot.Formats.ExportedProgram;
using Diglot.Formats.Hdf5;
using Diglot.Formats.KerasArchive;
using Diglot.Formats.KerasH5;
using Diglot.Formats.Numpy;
using Diglot.Formats.Onnx;
using Diglot.Formats.Safetensors;
using Diglot.Formats.TorchArchive;

namespace Diglot.Formats;

/// <summary>Every file format that can be read, one line each; the first that detects its content wins.</summary>
public static class FormatCatalogue
{
    /// <summary>The formats, the most particular first.</summary>
    public static IReadOnlyList<FileFormat> All { get; } =
    [
        SafetensorsFormat.Instance,
        KerasArchiveFormat.Instance,
        KerasH5Format.Instance,
        Hdf5Format.Instance,
        NpyFormat.Instance,
        NpzFormat.Instance,
        ExportedProgramFormat.Instance,
        TorchFormat.Instance,
        OnnxFormat.Instance,
    ];

    /// <summary>The format of a file by its content, or null if none knows it.</summary>
    public static FileFormat? Detect(string path)
    {
        var source = ByteSource.Open(path);
        return All.FirstOrDefault(format => format.Detects(source));
    }
}
