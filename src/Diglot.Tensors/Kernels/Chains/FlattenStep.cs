namespace Diglot.Tensors.Kernels.Chains;

/// <summary>Makes each image a row of features, in the order of the chain's <see cref="ImageOrder"/>.</summary>
public sealed record FlattenStep : ChainStep;
