namespace Diglot.Tensors.Kernels.Chains;

/// <summary>A dense (linear) layer: y = W x + b. Takes two parameters of the chain: weights and bias (the bias may be absent).</summary>
public sealed record DenseStep(int Units) : ChainStep;
