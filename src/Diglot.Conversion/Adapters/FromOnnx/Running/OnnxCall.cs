using Diglot.Formats;
using Diglot.Formats.Onnx;

namespace Diglot.Conversion.Adapters.FromOnnx.Running;

/// <summary>One node with what it is called on.</summary>
/// <param name="Node">The node.</param>
/// <param name="Inputs">What it takes, in its order; null for arguments left out.</param>
/// <param name="Opset">Version of ONNX's operations that the file is written in: settings have become inputs over time.</param>
internal sealed record OnnxCall(OnnxNode Node, IReadOnlyList<Tensor?> Inputs, long Opset)
{
    private const int MaximumElements = 1 << 25;

    /// <summary>The first input.</summary>
    public Tensor X => Input(0);

    /// <summary>An input that there must be.</summary>
    public Tensor Input(int place) => Optional(place) ?? throw Refuse($"its input {place} is missing", "The file is damaged: export it again.");

    /// <summary>An input that may be left out.</summary>
    public Tensor? Optional(int place) => place < Inputs.Count ? Inputs[place] : null;

    /// <summary>Whole numbers: an input since some version, a setting before.</summary>
    public int[]? Numbers(int place, string setting) => Optional(place) is { } input ? [.. input.Data.To(DType.Int64).ToArray<long>().Select(Clamp)] : Node.Integers(setting)?.Select(Clamp).ToArray();

    /// <summary>A number: an input since some version, a setting before.</summary>
    public double? Number(int place, string setting) => Optional(place) is { } input ? input.Data.ToArray<double>()[0] : Node.Setting<double?>(setting);

    /// <summary>Whether a result of this many elements is asked for in earnest: a few bytes of a file can ask for gigabytes.</summary>
    public int[] Bounded(int[] shape)
    {
        var elements = shape.Aggregate((Int128)1, static (product, length) => product * Math.Max(length, 1));
        return elements <= MaximumElements ? shape : throw Refuse($"it makes an array of {elements} elements out of nothing", $"At most {MaximumElements} are made.");
    }

    /// <summary>An axis counted from 0.</summary>
    public int Axis(long axis, int rank) => axis >= -rank && axis < rank ? (int)(axis < 0 ? axis + rank : axis) : throw Refuse($"there is no axis {axis} among {rank}", "The file is damaged: export it again.");

    public ConversionRefusedException Refuse(string reason, string remedy, string? missing = null) => new(Node.Label, $"(ONNX {Node.Operator}) {reason}", remedy, missing);

    // Slices to the end are written as the largest number.
    private static int Clamp(long value) => (int)Math.Clamp(value, int.MinValue, int.MaxValue);
}
