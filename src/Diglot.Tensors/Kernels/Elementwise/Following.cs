namespace Diglot.Tensors.Kernels.Elementwise;

/// <summary>Marks an operand of a loop whose elements follow each other in memory.</summary>
readonly struct Following;
