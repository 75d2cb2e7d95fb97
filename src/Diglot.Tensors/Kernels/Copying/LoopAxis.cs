namespace Diglot.Tensors.Kernels.Copying;

/// <summary>One level of a nest of loops over two arrays: how often it runs, and how far each array moves a step.</summary>
internal readonly record struct LoopAxis(int Length, long First, long Second);
