namespace Diglot.Tensors.Kernels.Elementwise;

/// <summary>What a <see cref="StridedLoop"/> does with one run along its innermost axis. Offsets count elements from each array's start.</summary>
interface IRow
{
    void Invoke(nint first, nint second, nint third, nint result, nint length);
}
