using Diglot.Conversion;
using Diglot.Conversion.Files;
using Diglot.Formats;

namespace Diglot.Cli.Inspection;

/// <summary>A Keras model and PyTorch weights name nothing alike and keep kernels in other orders: to be compared, the model is turned into what PyTorch would hold.</summary>
internal static class KerasAsTorch
{
    /// <summary>Two files with weights that can be matched by name, and what was done for it; null where nothing was.</summary>
    public static (ModelFile First, ModelFile Second, string? Note) Align(ModelFile first, ModelFile second)
    {
        var (isFirst, isSecond) = (HoldsModel(first), HoldsModel(second));
        if (isFirst && IsTorch(second))
        {
            return Turned(first) is { } turned ? (turned, second, Note("A")) : (first, second, null);
        }

        return isSecond && IsTorch(first) && Turned(second) is { } other ? (first, other, Note("B")) : (first, second, null);
    }

    private static string Note(string side) => $"{side} is compared as the PyTorch weights that it converts to.";

    private static bool HoldsModel(ModelFile file) => file.Architecture is not null && file.Weights.Count > 0;

    private static bool IsTorch(ModelFile file) => file.Architecture is null && file.Format is "pytorch" or "exported program" or "safetensors" or "npz" or "ONNX";

    private static ModelFile? Turned(ModelFile file)
    {
        try
        {
            var converted = Diglot.Conversion.Convert.ToTorch(SourceReader.Read(file.Path, ConversionOptions.Default, []));
            return file with
            {
                Architecture = null,
                Weights = converted.Plan.State.ToDictionary(static entry => entry.Key, static entry => (TensorData)MemoryTensorData.Of(entry.Weight.Read())),
            };
        }
        catch (ConversionRefusedException)
        {
            // What cannot be converted is compared by the files' own names.
            return null;
        }
    }
}
