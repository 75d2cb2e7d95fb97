namespace Diglot.Graph.Training;

/// <summary>Losses that both frameworks have.</summary>
public enum LossKind
{
    /// <summary>−Σ target · log p over classes; the target is a distribution (one-hot).</summary>
    CategoricalCrossentropy,

    /// <summary>−log p of the target class; the target is a class number.</summary>
    SparseCategoricalCrossentropy,

    /// <summary>−target · log p − (1 − target) · log(1 − p).</summary>
    BinaryCrossentropy,

    /// <summary>(prediction − target)².</summary>
    MeanSquaredError,

    /// <summary>|prediction − target|.</summary>
    MeanAbsoluteError,

    /// <summary>Square near 0, straight beyond delta.</summary>
    Huber,

    /// <summary>Σ target · log(target / p).</summary>
    KLDivergence,
}
