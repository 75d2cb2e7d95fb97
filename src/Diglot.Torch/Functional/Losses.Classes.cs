namespace Diglot.Torch.Functional;

/// <content>Losses of class scores: input (N, C) or (N, C, d1, …) or (C), target class numbers of the shape without C, or probabilities of input's shape.</content>
public static partial class Losses
{
    /// <summary>
    /// Cross-entropy of logits: −log softmax(input)[target], or −Σ target · log softmax(input) for probabilities.
    /// </summary>
    /// <remarks>
    /// Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.cross_entropy.html. With weights the mean divides by the sum of
    /// the targets' weights; Keras's <c>class_weight</c> divides by N. Keras's losses take probabilities unless <c>from_logits=True</c>.
    /// </remarks>
    /// <param name="input">Logits.</param>
    /// <param name="target">Class numbers (whole numbers) or probabilities (floating point).</param>
    /// <param name="weight">One factor a class.</param>
    /// <param name="ignore_index">Targets of this number do not count; class numbers only.</param>
    /// <param name="reduction"><c>mean</c>, <c>sum</c> or <c>none</c>.</param>
    /// <param name="label_smoothing">Share of each target that is spread evenly over all classes.</param>
    public static Tensor cross_entropy(Tensor input, Tensor target, Tensor? weight = null, int ignore_index = -100, string reduction = "mean", double label_smoothing = 0.0)
    {
        Arguments.OneOf(reduction, nameof(reduction), "none", "mean", "sum");
        if (label_smoothing is < 0 or > 1 || double.IsNaN(label_smoothing))
        {
            throw new ArgumentException($"label_smoothing must be between 0.0 and 1.0. Got: {PythonText.Of(label_smoothing)}", nameof(label_smoothing));
        }

        var axis = input.Rank == 1 ? 0 : 1;
        if (input.Rank == 0)
        {
            throw new ArgumentException("cross_entropy needs an input with a class axis: (C), (N, C) or (N, C, d1, …); received a single number.", nameof(input));
        }

        var logarithms = input.LogSoftmax(axis);
        if (target.Type.IsFloatingPoint)
        {
            return target.Shape == input.Shape ? WithProbabilities(logarithms, target, weight, reduction, label_smoothing, axis)
                : throw new ArgumentException($"Probability targets need the input's shape {new Size(input.Shape)}; received {new Size(target.Shape)}. Class numbers must be whole numbers: convert the target with @long().", nameof(target));
        }

        if (label_smoothing == 0)
        {
            return nll_loss(logarithms, target, weight, ignore_index, reduction);
        }

        var classes = input.Shape[axis];
        var (counted, safe) = Counted(target, ignore_index);
        var factors = Factors(logarithms, safe, counted, weight);
        var even = -(weight is null ? logarithms : logarithms * Along(weight, logarithms.Rank, axis)).Sum([axis], false) * counted.To(logarithms.Type);
        var picked = -Picked(logarithms, safe, axis) * factors;
        var loss = (picked * (1 - label_smoothing)) + (even * (label_smoothing / classes));
        return reduction == "mean" ? loss.Sum() / factors.Sum() : Reduce(loss, reduction);
    }

    /// <summary>−weight[target] · input[target], input being logarithms of probabilities.</summary>
    /// <param name="input">Logarithms, (N, C), (N, C, d1, …) or (C).</param>
    /// <param name="target">Class numbers.</param>
    /// <param name="weight">One factor a class.</param>
    /// <param name="ignore_index">Targets of this number do not count.</param>
    /// <param name="reduction"><c>mean</c> (divides by the sum of the targets' weights), <c>sum</c> or <c>none</c>.</param>
    /// <exception cref="IndexOutOfRangeException">A target names no class.</exception>
    public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, int ignore_index = -100, string reduction = "mean")
    {
        Arguments.OneOf(reduction, nameof(reduction), "none", "mean", "sum");
        var axis = input.Rank == 1 ? 0 : 1;
        RequireClasses(input, target, axis, ignore_index);
        if (weight is null && !HasIgnored(target, ignore_index))
        {
            return Reduce(-Picked(input, target, axis), reduction);
        }

        var (counted, safe) = Counted(target, ignore_index);
        var factors = Factors(input, safe, counted, weight);
        var loss = Tensor.Where(counted, -Picked(input, safe, axis), Tensor.Zeros(Shape.Scalar, input.Type)) * factors;
        return reduction == "mean" ? loss.Sum() / factors.Sum() : Reduce(loss, reduction);
    }

    private static Tensor WithProbabilities(Tensor logarithms, Tensor target, Tensor? weight, string reduction, double smoothing, int axis)
    {
        if (smoothing > 0)
        {
            target = (target * (1 - smoothing)) + (smoothing / logarithms.Shape[axis]);
        }

        var terms = logarithms * target;
        if (weight is not null)
        {
            terms *= Along(weight, logarithms.Rank, axis);
        }

        if (reduction == "none")
        {
            return -terms.Sum([axis], false);
        }

        var count = reduction == "sum" || axis == 0 ? 1.0 : (double)logarithms.Length / logarithms.Shape[axis];
        return terms.Sum() / -count;
    }

    /// <summary>For each target the element of its class.</summary>
    private static Tensor Picked(Tensor input, Tensor target, int axis)
        => input.Gather(axis, target.To(DType.Int64).ExpandDims(axis)).Squeeze(axis);

    private static bool HasIgnored(Tensor target, int ignored)
    {
        foreach (var number in target.ToArray<long>())
        {
            if (number == ignored)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Which targets count, and the targets with 0 where they do not.</summary>
    private static (Tensor Counted, Tensor Safe) Counted(Tensor target, int ignored)
    {
        var counted = target.NotEqualTo(ignored);
        return (counted, Tensor.Where(counted, target, Tensor.Zeros(Shape.Scalar, target.Type)));
    }

    /// <summary>The weight of each target's class, 0 where it does not count.</summary>
    private static Tensor Factors(Tensor input, Tensor safe, Tensor counted, Tensor? weight)
        => weight is null ? counted.To(input.Type) : weight.Take(safe.Reshape(-1), 0).Reshape(safe.Shape.AsSpan()) * counted.To(input.Type);

    private static Tensor Along(Tensor weight, int rank, int axis)
    {
        var shape = Enumerable.Repeat(1, rank).ToArray();
        shape[axis] = (int)weight.Length;
        return weight.Reshape(shape);
    }

    private static void RequireClasses(Tensor input, Tensor target, int axis, int ignored)
    {
        var expected = input.Shape.Where((_, at) => at != axis).ToArray();
        if (!target.Shape.AsSpan().SequenceEqual(expected))
        {
            throw new ArgumentException($"For an input of shape {new Size(input.Shape)} class numbers need shape {new Size(expected)}; received {new Size(target.Shape)}. Probabilities must be floating point.", nameof(target));
        }

        if (!target.Type.IsInteger)
        {
            throw new ArgumentException($"Class numbers are whole numbers; received {DTypeText.Of(target.Type)}. Convert them with @long().", nameof(target));
        }

        var classes = input.Shape[axis];
        foreach (var number in target.ToArray<long>())
        {
            if ((number < 0 || number >= classes) && number != ignored)
            {
                throw new IndexOutOfRangeException($"Target {number} is out of bounds: the input has {classes} classes, numbered 0 to {classes - 1}.");
            }
        }
    }
}
