namespace Diglot.Tensors.Kernels.Chains;

/// <summary>One operation of a chain of per-image operations; see <see cref="ChainPlan{T}"/>.</summary>
public abstract record ChainStep;
