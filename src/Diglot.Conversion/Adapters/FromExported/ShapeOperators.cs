using Diglot.Formats.ExportedProgram;

namespace Diglot.Conversion.Adapters.FromExported;

/// <summary>What moves elements, cuts them off or leaves them as they are.</summary>
internal static class ShapeOperators
{
    public static IEnumerable<(string, Func<ExportedCall, Value>)> All { get; } =
    [
        .. new[] { "clone", "contiguous", "detach", "alias", "lift_fresh_copy", "to", "_to_copy", "type_as" }.Select(static name => (name, (Func<ExportedCall, Value>)Same)),
        ("view", View), ("_unsafe_view", View), ("reshape", View), ("view_as", View), ("squeeze", View), ("unsqueeze", View), ("expand", View), ("expand_as", View),
        ("flatten", Flatten), ("unflatten", View),
        ("permute", static call => Permute(call, call.Ints("dims"))),
        ("transpose", static call => Swap(call, call.Int("dim0", 0), call.Int("dim1", 0))), ("swapaxes", static call => Swap(call, call.Int("axis0", 0), call.Int("axis1", 0))),
        ("mT", static call => Swap(call, -2, -1)),
        ("pad", Pad), ("constant_pad_nd", Pad),
        ("slice", Slice), ("select", Select), ("stack", Stack),
    ];

    private static Value Same(ExportedCall call)
    {
        foreach (var name in new[] { "dtype", "other" })
        {
            _ = call.Argument(name);
        }

        call.RequireAllRead();
        return call.Type().Type == call.ResultType().Type ? call.Input()
            : throw call.Refuse($"forward changes the element type from {call.Type().Type} to {call.ResultType().Type}", "Let the network compute in one type.", "another element type");
    }

    // The program says the shapes before and after, so that sizes computed while it runs need not be followed.
    private static Value View(ExportedCall call)
    {
        var (input, before, after) = (call.Input(), call.Type().Shape, call.ResultType().Shape);
        foreach (var name in new[] { "size", "shape", "sizes", "other" })
        {
            _ = call.Argument(name);
        }

        if (call.Argument("dim") is not null && call.Operator != "unflatten")
        {
            foreach (var axis in call.Ints("dim"))
            {
                call.Axis(axis, Math.Max(before.Count, after.Count));
            }
        }

        _ = call.Argument("dim");
        call.RequireAllRead();
        if (before.SequenceEqual(after))
        {
            return input;
        }

        if (call.Operator.StartsWith("expand", StringComparison.Ordinal))
        {
            throw call.Unknown();
        }

        RequireBatch(call, before, after);
        return after.Count == 2 && before.Count > 2 ? call.Add("flatten", new Flatten(), input)
            : call.Add("reshape", new Reshape([.. after.Skip(1).Select(static length => (int)(length.Number ?? -1))]), input);
    }

    private static Value Flatten(ExportedCall call)
    {
        RequireBatch(call, call.Type().Shape, call.ResultType().Shape);
        return call.Layer("Flatten", call.Input(), [("start_dim", call.Int("start_dim", 0)), ("end_dim", call.Int("end_dim", -1))]);
    }

    private static void RequireBatch(ExportedCall call, IReadOnlyList<ExportedLength> before, IReadOnlyList<ExportedLength> after)
    {
        if (before.Count == 0 || after.Count == 0 || before[0] != after[0])
        {
            throw call.Refuse($"forward reshapes ({string.Join(", ", before)}) to ({string.Join(", ", after)}), across the batch axis", "Keep the batch axis first: x.view(x.size(0), …).", "view across the batch");
        }
    }

    private static Value Permute(ExportedCall call, int[] axes)
    {
        var (input, rank) = (call.Input(), axes.Length);
        int[] places = [.. axes.Select(axis => axis < 0 ? axis + rank : axis)];
        return places.Length > 0 && places[0] == 0 && places.Order().SequenceEqual(Enumerable.Range(0, input.Shape.Rank))
            ? places.SequenceEqual(Enumerable.Range(0, rank)) ? input : call.Add(call.Operator, new Permute(places), input)
            : throw call.Refuse($"forward moves the batch axis ({string.Join(", ", axes)})", "Keep the batch axis first.", "permute(batch)");
    }

    private static Value Swap(ExportedCall call, int first, int second)
    {
        var rank = call.Input().Shape.Rank;
        var axes = Enumerable.Range(0, rank).ToArray();
        (first, second) = (call.Axis(first, rank), call.Axis(second, rank));
        (axes[first], axes[second]) = (axes[second], axes[first]);
        return Permute(call, axes);
    }

    // (last before, last after, last but one before …): positions that are not named are not padded.
    private static Value Pad(ExportedCall call)
    {
        var (input, flat, mode) = (call.Input(), call.Ints("pad"), call.Text("mode", "constant"));
        var count = input.Shape.Rank - 2;
        if (mode != "constant" || count is < 1 or > 3 || flat.Length % 2 != 0 || flat.Skip(2 * count).Any(static side => side != 0))
        {
            throw call.Refuse(mode == "constant" ? $"forward pads {input.Shape} by ({string.Join(", ", flat)}), not positions alone" : $"padding by mode '{mode}' has no counterpart in Keras", "Pad positions (H and W) with a constant.", $"pad({(mode == "constant" ? "channels" : mode)})");
        }

        int[] all = [.. flat.Take(2 * count), .. Enumerable.Repeat(0, Math.Max(0, (2 * count) - flat.Length))];
        return call.Layer($"ConstantPad{count}d", input, [("padding", all), ("value", call.Number("value") ?? 0)]);
    }

    private static Value Slice(ExportedCall call)
    {
        var input = call.Input();
        var (rank, lengths) = (input.Shape.Rank, call.Type().Shape);
        var axis = call.Int("dim", 0) is < 0 and var back ? back + rank : call.Int("dim", 0);
        if (call.Int("step", 1) != 1 || axis < 0 || axis >= rank)
        {
            throw call.Refuse("a slice with a step has no counterpart in Keras", "Use a pooling or a convolution with strides.", "slice(step)");
        }

        if (lengths.SequenceEqual(call.ResultType().Shape))
        {
            _ = (call.Argument("start"), call.Argument("end"));
            call.RequireAllRead();
            return input;
        }

        var (start, end) = (Bound(call, "start", 0), Bound(call, "end", long.MaxValue));
        var length = lengths[axis].Number;
        var before = start >= 0 ? Math.Min(start, length ?? start) : length is { } all ? Math.Max(0, all + start) : -1;
        var after = end == long.MaxValue || end >= length ? 0 : end < 0 ? -end : length is { } whole ? whole - end : -1;
        var channelAxis = axis == 1 ? rank - 1 : 1;
        return rank > 2 && rank < 6 && axis > 0 && before >= 0 && after >= 0 && (axis > 1 || rank == 3)
            ? call.Add("slice", new PadPositions(channelAxis, [.. Enumerable.Range(1, rank - 1).Where(place => place != channelAxis).Select(place => place == axis ? ((int)-before, (int)-after) : (0, 0))]), input)
            : throw call.Refuse($"a slice along axis {axis} of {input.Shape} has no counterpart in Keras", "Only positions (H and W) can be cut off, from both ends.", "slice of channels");
    }

    // One position: what is around it is cut off, then its axis.
    private static Value Select(ExportedCall call)
    {
        var input = call.Input();
        var (rank, shape) = (input.Shape.Rank, call.ResultType().Shape);
        var axis = call.Axis(call.Int("dim", 0), rank);
        if (rank is < 3 or > 5 || (axis == 1 && rank != 3) || input.Shape[axis] is not { } length || call.Int("index", 0) is var index && (index < -length || index >= length))
        {
            throw call.Refuse($"a selection along axis {axis} of {input.Shape} has no counterpart in Keras", "Only one of the positions (H and W) can be selected.", "select of channels");
        }

        index = index < 0 ? index + length : index;
        var channelAxis = axis == 1 ? rank - 1 : 1;
        var part = call.Add("slice", new PadPositions(channelAxis, [.. Enumerable.Range(1, rank - 1).Where(place => place != channelAxis).Select(place => place == axis ? (-index, index + 1 - length) : (0, 0))]), input);
        return shape.Count == 2 ? call.Add("flatten", new Flatten(), part) : call.Add("reshape", new Reshape([.. shape.Skip(1).Select(static axis => (int)(axis.Number ?? -1))]), part);
    }

    private static Value Stack(ExportedCall call)
    {
        var inputs = call.Inputs("tensors");
        var shape = call.ResultType().Shape;
        var axis = call.Axis(call.Int("dim", 0), shape.Count);
        return call.Add("cat", new Concatenate(axis), [.. inputs.Select(input => call.Add("reshape", new Reshape([.. shape.Skip(1).Select((length, i) => i == axis - 1 ? 1 : (int)(length.Number ?? -1))]), input))]);
    }

    private static long Bound(ExportedCall call, string name, long otherwise) => call.Argument(name) switch
    {
        null => otherwise,
        long number => number,
        _ => throw call.Refuse($"the {name} of a slice is not known before the network runs", "Use a constant.", "slice with an open end"),
    };
}
