namespace Diglot.Tensors.Kernels.Chains;

/// <summary>The axes of weights.</summary>
public enum WeightOrder
{
    /// <summary>Convolutions (out, in / groups, kH, kW), dense layers (out, in): PyTorch's order.</summary>
    OutFirst,

    /// <summary>Convolutions (kH, kW, in / groups, out), dense layers (in, out): Keras's order.</summary>
    OutLast,
}
