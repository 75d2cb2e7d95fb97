namespace Diglot.Keras.Training;

/// <summary>Turns weights of classes into weights of samples.</summary>
internal static class ClassWeights
{
    public static Rows Combine(Rows rows, IReadOnlyDictionary<int, double>? classWeights)
        => classWeights is null ? rows
            : rows.Targets.Count > 1 ? throw new ArgumentException("`class_weight` is only supported for models with a single output. Multiply the weights into sample_weight.")
            : rows with { Weights = [Combine(rows.Target(0), rows.Weight(0), classWeights)] };

    private static Tensor? Combine(Tensor? targets, Tensor? sampleWeights, IReadOnlyDictionary<int, double> classWeights)
    {
        if (targets is null)
        {
            throw new ArgumentException("class_weight needs targets y; none were given.");
        }

        if (sampleWeights is not null)
        {
            throw new ArgumentException("You cannot `class_weight` and `sample_weight` at the same time. Multiply them into sample_weight.");
        }

        // One-hot targets name their class by position, others by number.
        var classes = targets.Rank >= 2 && targets.Shape[-1] > 1 ? targets.ArgMax(-1) : targets.Rank >= 2 ? targets.Squeeze(-1) : targets;
        return Tensor.From([.. classes.ToArray<long>().Select(number => classWeights.TryGetValue((int)number, out var weight) ? (float)weight : 1f)], classes.Shape);
    }
}
