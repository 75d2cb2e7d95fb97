using Diglot.Formats;
using Diglot.Formats.TorchArchive;
using Diglot.Tensors;

namespace Diglot.Cli.Inspection;

/// <summary>One array of a file: how <c>diglot inspect</c> lists it.</summary>
internal sealed record WeightEntry(string Name, long[] Shape, string Dtype, long Elements, WeightKind Kind, WeightStatistics? Statistics)
{
    // What PyTorch's batch normalization keeps beside its parameters; a file does not say which other arrays are buffers.
    private static readonly string[] Buffers = ["running_mean", "running_var", "num_batches_tracked"];

    /// <summary>Describes an array; its values are read only for the statistics.</summary>
    public static WeightEntry Of(string name, TensorData data, bool withStatistics)
        => new(name, data.Shape, NameOf(data), data.Length, KindOf(name), withStatistics ? WeightStatistics.Of(data) : null);

    /// <summary>The same array among those of an ONNX graph, where whole numbers are shapes, axes and the like.</summary>
    public WeightEntry InGraph() => Kind == WeightKind.Parameter && !Dtype.Contains("float", StringComparison.Ordinal) ? this with { Kind = WeightKind.Constant } : this;

    /// <summary>The element type by the name that both frameworks give it; a quantised one by PyTorch's.</summary>
    public static string NameOf(TensorData data) => data is TorchTensor tensor ? tensor.ElementType : data.Type switch
    {
        DType.Float8E4M3 => "float8_e4m3fn",
        DType.Float8E5M2 => "float8_e5m2",
        _ => data.Type.ToString().ToLowerInvariant(),
    };

    /// <summary><c>(3, 3, 1, 4)</c>, as Python writes it.</summary>
    public static string ShapeText(long[] shape) => shape.Length == 1 ? $"({shape[0]},)" : $"({string.Join(", ", shape)})";

    /// <summary>What an array counts as, by its name.</summary>
    // Keras counts neither a layer's random state nor what metrics have summed up as the model's parameters.
    public static WeightKind KindOf(string name)
    {
        var parts = name.Split('/');
        return parts.Any(static part => part.StartsWith("seed_generator", StringComparison.Ordinal)) || parts is [.., "seed_generator_state"] ? WeightKind.RandomState
            : Buffers.Contains(name[(name.LastIndexOf('.') + 1)..]) ? WeightKind.Buffer
            : WeightKind.Parameter;
    }
}
