namespace Diglot.Tensors.Kernels.Pooling;

/// <summary>What a pooling window gives.</summary>
public enum PoolingKind
{
    /// <summary>The mean of the window.</summary>
    Average,

    /// <summary>The largest element of the window; its gradient goes to the first such element. NaN counts as largest.</summary>
    Max,
}
