namespace Diglot.Torch.Functional;

/// <summary>Padding of <c>torch.nn.functional</c>.</summary>
[Face("F")]
public static class Paddings
{
    /// <summary>Adds elements around a tensor: constant, mirrored, repeated or from the other side; negative widths take elements away.</summary>
    /// <remarks>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.pad.html.</remarks>
    /// <param name="input">Any tensor.</param>
    /// <param name="pad">Widths before and after the last axis, then the last but one …</param>
    /// <param name="mode"><c>constant</c>, <c>reflect</c> (without the border), <c>replicate</c> or <c>circular</c>.</param>
    /// <param name="value">The constant.</param>
    public static Tensor pad(Tensor input, IntOrTuple pad, string mode = "constant", double value = 0)
    {
        Arguments.OneOf(mode, nameof(mode), "constant", "reflect", "replicate", "circular");
        var widths = pad.ToArray();
        if (widths.Length % 2 != 0 || widths.Length / 2 > input.Rank)
        {
            throw new ArgumentException($"pad takes two widths an axis, for at most {input.Rank} axes here; received {pad}.", nameof(pad));
        }

        var result = input;
        for (var i = 0; i < widths.Length / 2; i++)
        {
            result = Axis(result, input.Rank - 1 - i, widths[2 * i], widths[(2 * i) + 1], mode, value);
        }

        return result;
    }

    private static Tensor Axis(Tensor x, int axis, int before, int after, string mode, double value)
    {
        if (before == 0 && after == 0)
        {
            return x;
        }

        if (before < 0 || after < 0)
        {
            x = x.Slice(axis, Math.Max(0, -before), x.Shape[axis] - Math.Max(0, -before) - Math.Max(0, -after));
            (before, after) = (Math.Max(0, before), Math.Max(0, after));
        }

        if (mode == "constant")
        {
            var sides = new (int, int)[x.Rank];
            sides[axis] = (before, after);
            return x.Pad(sides, value);
        }

        var length = x.Shape[axis];
        var limit = mode == "reflect" ? length - 1 : mode == "circular" ? length : int.MaxValue;
        if (Math.Max(before, after) > limit)
        {
            throw new ArgumentException($"Padding size should be less than the corresponding input dimension for mode '{mode}', but got: padding ({before}, {after}) at dimension {axis} of input {new Size(x.Shape)}");
        }

        var positions = new int[before + length + after];
        for (var i = 0; i < positions.Length; i++)
        {
            var at = i - before;
            positions[i] = mode switch
            {
                "replicate" => Math.Clamp(at, 0, length - 1),
                "circular" => (at + length) % length,
                _ => at < 0 ? -at : at >= length ? (2 * (length - 1)) - at : at,
            };
        }

        return x.Take(Tensor.From(positions).To(DType.Int64), axis);
    }
}
