namespace Diglot.Graph.Layers;

/// <summary>A window that moves over the axes of positions: one number an axis each.</summary>
/// <param name="Size">Its length.</param>
/// <param name="Strides">Distance between places of the window.</param>
/// <param name="Dilation">Distance between elements within the window.</param>
/// <param name="Padding">What is added around the input.</param>
/// <param name="CeilMode">Whether a last window that reaches over the end counts.</param>
public sealed record Window(IReadOnlyList<int> Size, IReadOnlyList<int> Strides, IReadOnlyList<int> Dilation, Padding Padding, bool CeilMode = false)
{
    /// <summary>Its length.</summary>
    public IReadOnlyList<int> Size { get; init => field = Positive(value, "size"); } = Positive(Size, "size");

    /// <summary>Distance between places of the window.</summary>
    public IReadOnlyList<int> Strides { get; init => field = Positive(value, "stride"); } = Positive(Strides, "stride");

    /// <summary>Distance between elements within the window.</summary>
    public IReadOnlyList<int> Dilation { get; init => field = Positive(value, "dilation"); } = Positive(Dilation, "dilation");

    /// <summary>Number of axes.</summary>
    public int Rank => Size.Count;

    /// <summary>Distance from its first element to behind its last.</summary>
    public int Extent(int axis) => ((Size[axis] - 1) * Dilation[axis]) + 1;

    /// <summary>Elements added before and after along an axis of this length.</summary>
    /// <exception cref="GraphException">It depends on the length, which is unknown.</exception>
    public (int Before, int After) Sides(int axis, int? length)
    {
        if (!Padding.IsSame)
        {
            return Padding.Sides is { } sides ? sides[axis] : (0, 0);
        }

        if (length is null && Strides[axis] != 1)
        {
            throw new GraphException("padding 'same' with a stride depends on the length of the axis, which is unknown. Give the model a whole input shape.");
        }

        var known = length ?? 1;
        var total = Math.Max(0, ((((known + Strides[axis] - 1) / Strides[axis]) - 1) * Strides[axis]) + Extent(axis) - known);
        total = length is null ? Extent(axis) - 1 : total;
        return (total / 2, total - (total / 2));
    }

    /// <summary>How many places of the window an axis has.</summary>
    public int? Places(int axis, int? length)
    {
        if (length is not { } known)
        {
            return null;
        }

        if (Padding.IsSame)
        {
            return (known + Strides[axis] - 1) / Strides[axis];
        }

        var (before, after) = Sides(axis, length);
        var room = known + before + after - Extent(axis);
        if (room < 0)
        {
            throw new GraphException($"the window ({Extent(axis)} long) does not fit into an axis of {known + before + after}.");
        }

        var places = ((CeilMode ? room + Strides[axis] - 1 : room) / Strides[axis]) + 1;
        return CeilMode && (places - 1) * Strides[axis] >= known + before ? places - 1 : places;
    }

    private static IReadOnlyList<int> Positive(IReadOnlyList<int> numbers, string what)
        => numbers.All(static number => number > 0) ? numbers : throw new GraphException($"a window's {what} is at least 1; received ({string.Join(", ", numbers)}).");
}
