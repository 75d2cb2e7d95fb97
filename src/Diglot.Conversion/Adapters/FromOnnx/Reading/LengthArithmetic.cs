using Diglot.Formats.Onnx;

namespace Diglot.Conversion.Adapters.FromOnnx.Reading;

/// <summary>What exporters compute with shapes that hold the size of the batch: <c>x.view(x.size(0), -1)</c> and the like.</summary>
internal static class LengthArithmetic
{
    /// <summary>The result of a node on shapes; null where it is none that shapes are computed with.</summary>
    /// <param name="node">The node.</param>
    /// <param name="inputs">What it takes: lengths, and fixed whole numbers.</param>
    /// <param name="constant">The numbers of an argument that may be an input or a setting.</param>
    public static OnnxKnown.Lengths? Run(OnnxNode node, IReadOnlyList<OnnxKnown?> inputs, Func<int, string, int[]?> constant)
    {
        if (inputs.Where(static input => input is not null).Select(Of).ToArray() is var lengths && lengths.Any(static input => input is null))
        {
            return null;
        }

        var x = lengths[0]!;
        switch (node.Operator)
        {
            case "Shape":
                return new(x.IsList ? [new(x.Numbers.Count)] : [], true);
            case "Identity" or "Cast":
                return x;
            case "Squeeze" or "Unsqueeze":
                return new(x.Numbers, node.Operator == "Unsqueeze");
            case "Reshape":
                return new(x.Numbers, (constant(1, "shape") ?? []).Length > 0);
            case "Concat":
                return new([.. lengths.SelectMany(static input => input!.Numbers)], true);
            case "Gather" when inputs[1] is OnnxKnown.Fixed positions:
                var places = constant(1, "")!.Select(place => place < 0 ? place + x.Numbers.Count : place).ToArray();
                return places.All(place => place >= 0 && place < x.Numbers.Count) ? new([.. places.Select(place => x.Numbers[place])], positions.Rank > 0) : null;
            case "Slice" when (constant(1, "starts"), constant(2, "ends"), constant(4, "steps")) is ([var start], [var end], null or [1]):
                var count = x.Numbers.Count;
                (start, end) = (Math.Clamp(start < 0 ? start + count : start, 0, count), (int)Math.Clamp(end < 0 ? (long)end + count : end, 0, count));
                return new([.. x.Numbers.Take(start..Math.Max(start, end))], true);
            case "Mul":
                return Pairs(static (a, b) => a * b);
            case "Div":
                return Pairs(static (a, b) => a / b);
            case "Add":
                return Pairs(static (a, b) => a + b);
            case "Sub":
                return Pairs(static (a, b) => a - b);
            default:
                return null;
        }

        OnnxKnown.Lengths? Pairs(Func<OnnxLength, OnnxLength, OnnxLength> combine)
        {
            var (a, b) = (lengths[0]!, lengths[1]!);
            var length = Math.Max(a.Numbers.Count, b.Numbers.Count);
            return a.Numbers.Count is var p && b.Numbers.Count is var q && (p == length || p == 1) && (q == length || q == 1)
                ? new([.. Enumerable.Range(0, length).Select(i => combine(a.Numbers[p == 1 ? 0 : i], b.Numbers[q == 1 ? 0 : i]))], a.IsList || b.IsList)
                : null;
        }
    }

    /// <summary>Lengths as they are, and fixed whole numbers of up to one axis; null for anything else.</summary>
    public static OnnxKnown.Lengths? Of(OnnxKnown? known) => known switch
    {
        OnnxKnown.Lengths lengths => lengths,
        OnnxKnown.Fixed { Rank: <= 1, Length: <= 64 } values when !values.Source.Type.IsFloatingPoint => new([.. values.Tensor.Data.To(DType.Int64).ToArray<long>().Select(static number => new OnnxLength(number))], values.Rank == 1),
        _ => null,
    };
}
