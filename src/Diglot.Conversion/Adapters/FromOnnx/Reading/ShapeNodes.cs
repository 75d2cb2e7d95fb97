namespace Diglot.Conversion.Adapters.FromOnnx.Reading;

/// <summary>Operations that arrange the elements of each example; the batch axis stays first.</summary>
internal static class ShapeNodes
{
    public static void Reshape(NodeContext node)
    {
        var x = node.X;
        var lengths = Lengths(node, x).ToArray();
        var rest = lengths.Skip(1).Select(static length => length ?? -1).ToArray();
        var open = rest.Count(static length => length < 0);
        var given = rest.Where(static length => length >= 0).Aggregate(1L, static (product, length) => product * length);

        // The first axis is the batch if it is named so, or if the others hold one example.
        var holdsExample = x.Shape.ElementsPerExample is { } all && (open == 0 ? all == given : open == 1 && given > 0 && all % given == 0);
        var isBatch = lengths.Length > 0 && (lengths[0] is null || ((lengths[0] == -1 || lengths[0] == node.Graph.Batch) && holdsExample));
        if (!isBatch || open > 1 || (x.Shape.IsKnown && !holdsExample))
        {
            throw node.Refuse($"it reshapes {x.Shape} to ({string.Join(", ", lengths.Select(static length => length?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "N"))}), across the batch axis", "Keep the batch axis first: x.view(x.size(0), -1).", "view across the batch");
        }

        To(node, x, [.. rest.Select(static length => checked((int)length))]);
    }

    public static void Flatten(NodeContext node)
    {
        var x = node.X;
        var axis = node.Node.Integer("axis", 1);
        node.Require((axis < 0 ? axis + x.Shape.Rank : axis) == 1, $"axis {axis}", "Begin with axis 1.");
        To(node, x, [-1]);
    }

    public static void Squeeze(NodeContext node)
    {
        var x = node.X;
        int[] axes = node.Numbers(1, "axes") is { } given ? [.. given.Select(axis => node.Axis(axis, x.Shape.Rank))] : [.. Enumerable.Range(1, x.Shape.Rank - 1).Where(axis => x.Shape[axis] == 1)];
        node.Require(!axes.Contains(0), "the batch axis", "Keep the batch axis.");
        node.Require(axes.All(axis => x.Shape[axis] == 1), $"an axis that is longer than 1 ({x.Shape})", "Leave the squeeze out.");
        To(node, x, [.. Enumerable.Range(1, x.Shape.Rank - 1).Where(axis => !axes.Contains(axis)).Select(axis => x.Shape[axis] ?? -1)]);
    }

    public static void Unsqueeze(NodeContext node)
    {
        var x = node.X;
        var axes = node.Numbers(1, "axes") ?? [];
        var lengths = Enumerable.Range(0, x.Shape.Rank).Select(axis => x.Shape[axis]).ToList();
        foreach (var axis in axes.Select(axis => node.Axis(axis, x.Shape.Rank + axes.Length)).Order())
        {
            node.Require(axis > 0, "an axis in front of the batch", "Keep the batch axis first.");
            lengths.Insert(axis, 1);
        }

        To(node, x, [.. lengths.Skip(1).Select(static length => length ?? -1)]);
    }

    public static void Transpose(NodeContext node)
    {
        var rank = node.X.Shape.Rank;
        int[] axes = node.Node.Integers("perm") is { } given ? [.. given.Select(static axis => (int)axis)] : [.. Enumerable.Range(0, rank).Reverse()];
        node.Require(axes.Length == rank && axes.Order().SequenceEqual(Enumerable.Range(0, rank)), "perm of another number of axes", "The file is damaged: export it again.");
        if (axes[0] != 0)
        {
            // Recurrent layers and attention do so, and are better named themselves.
            node.Graph.Set(node.Output, new OnnxKnown.Nothing(node.Refuse("moving the batch axis, as attention and recurrent layers do, has no counterpart", "Keep the batch axis first, or convert the weights alone.", "batch axis moved")));
            return;
        }

        node.Add("permute", new Permute(axes), node.X);
    }

    public static void Cast(NodeContext node)
    {
        var wanted = Running.OnnxValues.TypeOf((int)node.Node.Integer("to", 1));
        node.Require(wanted == node.X.Type, $"turning {node.X.Type} into {wanted}", "Keep one type of numbers.");
        node.Graph.Set(node.Output, new OnnxKnown.Computed(node.X));
    }

    public static void Gather(NodeContext node) => throw (node.Fixed(0) is not null
        ? node.Refuse("it looks up vectors in a table, as an embedding does", "Convert the weights alone: embeddings have no counterpart yet.", "nn.Embedding")
        : node.Refuse("it takes single positions of an axis (x[:, 0])", "Take a mean over the positions, or convert the weights alone.", "single positions"));

    private static void To(NodeContext node, Value x, int[] lengths)
    {
        if (lengths.Length == x.Shape.Rank - 1 && lengths.Select((length, i) => length >= 0 && x.Shape[i + 1] == length).All(static same => same))
        {
            node.Graph.Set(node.Output, new OnnxKnown.Computed(x));
        }
        else if (lengths.Length == 1)
        {
            node.Add("flatten", new Flatten(), x);
        }
        else
        {
            node.Add("reshape", new Reshape(lengths), x);
        }
    }

    // The new lengths; null for the batch, −1 for what is left.
    private static IEnumerable<long?> Lengths(NodeContext node, Value x)
    {
        var keepsZero = node.Node.Integer("allowzero", 0) == 1;
        long? Kept(int axis) => axis == 0 ? null : axis < x.Shape.Rank ? x.Shape[axis] ?? -1 : 0;
        if (node.Node.Inputs.Count > 1 && node.Graph.Known(node.Node.Inputs[1]) is OnnxKnown.Lengths { Numbers: var numbers })
        {
            return numbers.Select((number, axis) => number == OnnxLength.Batch ? axis == 0 ? null : throw node.Refuse($"it puts the batch on axis {axis}", "Keep the batch axis first.", "view across the batch")
                : number.IsPlain ? number.Factor == 0 && !keepsZero ? Kept(axis) : number.Factor : throw node.Refuse("its lengths are computed with the size of the batch", "Keep the batch axis first: x.view(x.size(0), -1).", "view across the batch"));
        }

        var given = node.Numbers(1, "shape") ?? throw node.Refuse("its lengths are computed from the network's input", "Reshape to fixed lengths.", "ONNX Reshape with computed lengths");
        return given.Select((length, axis) => length == 0 && !keepsZero ? Kept(axis) : length);
    }
}
