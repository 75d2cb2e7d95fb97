namespace Diglot.Graph.Layers;

/// <summary>What a pooling takes of each window.</summary>
public enum PoolingReduction
{
    /// <summary>The largest element.</summary>
    Max,

    /// <summary>The mean.</summary>
    Average,
}
