namespace Diglot.Keras.Layers.Merging;

/// <summary>Layers that combine several inputs element by element.</summary>
public abstract class Merge : Layer
{
    /// <summary>Names the layer.</summary>
    private protected Merge(string? name, bool trainable, DTypePolicy? dtype)
        : base(name, trainable, dtype)
    {
    }

    /// <inheritdoc/>
    private protected override bool PassesMask => true;

    /// <inheritdoc/>
    protected override void Build(Nest<PartialShape> shapes)
    {
        CheckCount(shapes.Members.Length);
        _ = ComputeOutputShapes(shapes);
    }

    /// <inheritdoc/>
    protected internal override Nest<PartialShape> ComputeOutputShapes(Nest<PartialShape> shapes)
        => shapes.Flatten().Aggregate(Broadcast);

    /// <inheritdoc/>
    protected override Nest<Tensor> Call(CallArguments<Tensor> arguments, bool training)
    {
        var inputs = arguments.First.Flatten();
        return Finish(inputs.Aggregate(Combine), inputs.Count);
    }

    /// <summary>One step of combining.</summary>
    private protected abstract Tensor Combine(Tensor a, Tensor b);

    /// <summary>What follows when all are combined.</summary>
    private protected virtual Tensor Finish(Tensor result, int count) => result;

    /// <summary>Refuses a wrong number of inputs.</summary>
    private protected virtual void CheckCount(int count)
    {
        if (count < 2)
        {
            throw new ArgumentException($"{Where} takes a list of at least 2 inputs; received {Math.Max(1, count)}.");
        }
    }

    private PartialShape Broadcast(PartialShape a, PartialShape b)
    {
        var lengths = new int?[Math.Max(a.Rank, b.Rank)];
        for (var i = 1; i <= lengths.Length; i++)
        {
            var (left, right) = (i <= a.Rank ? a[-i] : 1, i <= b.Rank ? b[-i] : 1);
            lengths[^i] = left == 1 ? right : right == 1 || right == left ? left : left is null ? right : right is null ? left
                : throw new ArgumentException($"{Where}: shapes {a} and {b} do not fit: at axis -{i} the lengths are {left} and {right}; they must be equal, or one of them 1.");
        }

        return lengths;
    }
}
