namespace Diglot.Tensors.Kernels.Elementwise;

/// <summary>Marks an operand of a loop that is one number, repeated.</summary>
readonly struct Repeated;
