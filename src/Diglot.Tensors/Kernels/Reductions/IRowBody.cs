namespace Diglot.Tensors.Kernels.Reductions;

/// <summary>What is done to one row.</summary>
interface IRowBody
{
    void Invoke(long row);
}
