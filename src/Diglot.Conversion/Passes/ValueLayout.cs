namespace Diglot.Conversion.Passes;

/// <summary>How a value lies in memory in relation to the axes that the source model gives it.</summary>
/// <param name="Axes">Axis i in the target is axis <c>Axes[i]</c> of the source.</param>
/// <param name="Order">
/// Where a Flatten or Reshape took elements in the target's order: element j of an example is element <c>Order[j]</c> of the source's; null where the order is the same.
/// Weights behind are permuted accordingly.
/// </param>
public sealed record ValueLayout(IReadOnlyList<int> Axes, IReadOnlyList<int>? Order = null)
{
    /// <summary>The nodes that made <see cref="Order"/> and could be told to keep the source's order instead.</summary>
    internal IReadOnlyList<Node> Origins { get; init; } = [];

    /// <summary>Where the order comes from, for reports.</summary>
    internal string Reason { get; init; } = "";

    /// <summary>Whether both sides agree.</summary>
    public bool IsSame => Order is null && Axes.SequenceEqual(Enumerable.Range(0, Axes.Count));

    /// <summary>Axes as in the source.</summary>
    public static ValueLayout Same(int rank) => new([.. Enumerable.Range(0, rank)]);

    /// <summary>Channels on axis 1, or last.</summary>
    /// <param name="rank">Number of axes.</param>
    /// <param name="channelAxis">Where the source has them.</param>
    /// <param name="channelsFirst">Whether the target has them on axis 1.</param>
    public static ValueLayout Spatial(int rank, int channelAxis, bool channelsFirst)
    {
        var positions = Enumerable.Range(1, rank - 1).Where(axis => axis != channelAxis);
        return new(channelsFirst ? [0, channelAxis, .. positions] : [0, .. positions, channelAxis]);
    }

    /// <summary>The place of a source axis in the target.</summary>
    public int PlaceOf(int axis) => Axes.Index().First(place => place.Item == axis).Index;

    /// <summary>A value of the source as the target has it.</summary>
    public NDArray ToTarget(NDArray source)
    {
        var result = source.Permute([.. Axes]).Contiguous();
        return Order is null ? result
            : result.Reshape(result.Shape[0], -1).Take(NDArray.From(Order.Select(static index => (long)index).ToArray()), 1).Reshape([.. result.Shape]);
    }

    /// <summary>A value of the target as the source has it.</summary>
    public NDArray ToSource(NDArray target)
    {
        if (Order is not null)
        {
            var back = new long[Order.Count];
            foreach (var (place, index) in Order.Index())
            {
                back[index] = place;
            }

            target = target.Contiguous().Reshape(target.Shape[0], -1).Take(NDArray.From(back), 1).Reshape([.. target.Shape]);
        }

        return target.Permute([.. Enumerable.Range(0, Axes.Count).Select(PlaceOf)]).Contiguous();
    }

    /// <summary>Whether two values lie alike.</summary>
    public bool IsLike(ValueLayout other) => Axes.SequenceEqual(other.Axes) && (Order is null ? other.Order is null : other.Order is not null && Order.SequenceEqual(other.Order));
}
