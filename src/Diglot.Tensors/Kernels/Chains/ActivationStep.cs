namespace Diglot.Tensors.Kernels.Chains;

/// <summary>An activation, element by element.</summary>
public sealed record ActivationStep(ActivationKind Kind) : ChainStep;
