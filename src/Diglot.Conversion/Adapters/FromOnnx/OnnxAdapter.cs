using Diglot.Conversion.Adapters.FromOnnx.Reading;
using Diglot.Formats.Onnx;

namespace Diglot.Conversion.Adapters.FromOnnx;

/// <summary>
/// The graph of an ONNX model, for the layers that both frameworks have. What only computes shapes is computed here; several operations that stand for one layer become that layer.
/// Layers have the names of the modules that exporters left in the weights' or nodes' names.
/// </summary>
public static class OnnxAdapter
{
    /// <summary>Reads a model; weights stay in the file until they are asked for.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">Shapes of its inputs, batch axis left out, where the file does not say them whole.</param>
    /// <exception cref="ConversionRefusedException">An operation has no counterpart; node and operation are named.</exception>
    /// <exception cref="Diglot.Formats.FileFormatException">An array is damaged.</exception>
    public static NetworkGraph Read(OnnxModel model, IReadOnlyList<int[]>? inputs = null) => new OnnxGraphReader(OnnxProgram.Of(model)).Read(inputs);
}
