using static Diglot.Torch.Api;

namespace Diglot.Conversion.Adapters.FromOnnx.Running;

/// <summary>A window over two axes of positions, as a node sets it.</summary>
/// <param name="Size">Its lengths.</param>
/// <param name="Strides">Distances between its places.</param>
/// <param name="Dilations">Distances between its elements.</param>
/// <param name="Sides">Elements added around each axis.</param>
/// <param name="CeilMode">Whether a last window that reaches over the end counts.</param>
internal sealed record OnnxWindow(int[] Size, int[] Strides, int[] Dilations, (int Before, int After)[] Sides, bool CeilMode)
{
    /// <summary>Reads the settings of a node that is run on a tensor of four axes.</summary>
    public static OnnxWindow Of(OnnxCall call, long[] kernel, Tensor x)
    {
        var given = call.X.Rank - 2;
        var size = Plane(kernel, 2, given, 1);
        var (strides, dilations) = (Plane(call.Node.Integers("strides"), 2, given, 1), Plane(call.Node.Integers("dilations"), 2, given, 1));
        var pads = call.Node.Integers("pads") ?? new long[2 * given];
        var (before, after) = (Plane(pads[..given], 2, given, 0), Plane(pads[given..], 2, given, 0));
        var sides = before.Zip(after).ToArray();
        var mode = call.Node.Text("auto_pad", "NOTSET");
        if (mode.StartsWith("SAME", StringComparison.Ordinal))
        {
            sides = [.. Enumerable.Range(0, 2).Select(i => Same(x.Shape[i + 2], ((size[i] - 1) * dilations[i]) + 1, strides[i], mode == "SAME_LOWER", call.Node.Operator == "ConvTranspose"))];
        }

        return new(size, strides, dilations, sides, call.Node.Integer("ceil_mode", 0) == 1);
    }

    /// <summary>Two numbers, of one or two.</summary>
    public static int[] Plane(long[]? numbers, int wanted, int given, int otherwise)
        => [.. Enumerable.Repeat(otherwise, wanted - given), .. numbers?.Select(static number => checked((int)number)) ?? Enumerable.Repeat(otherwise, given)];

    /// <summary>Elements added on both sides of each axis, where they are as many and fewer than half a window; otherwise null.</summary>
    public int[]? Symmetric => Sides.Index().All(side => side.Item.Before == side.Item.After && side.Item.Before <= Size[side.Index] / 2) ? [.. Sides.Select(static side => side.Before)] : null;

    /// <summary>The input with what is added around it.</summary>
    public Tensor Padded(Tensor x, double value)
        => Sides.All(static side => side == (0, 0)) ? x : F.pad(x, new[] { Sides[1].Before, Sides[1].After, Sides[0].Before, Sides[0].After }, value: value);

    private static (int Before, int After) Same(int length, int extent, int stride, bool lower, bool isTransposed)
    {
        var total = isTransposed ? Math.Max(0, extent - stride) : Math.Max(0, ((((length + stride - 1) / stride) - 1) * stride) + extent - length);
        return lower ? ((total + 1) / 2, total / 2) : (total / 2, (total + 1) / 2);
    }
}
