using System.Runtime.CompilerServices;

namespace Diglot.Torch.NN.Core;

/// <summary>Remembers which tensors are parameters. Python's <c>nn.Parameter</c> is a subclass of tensor; here it is a mark on the one tensor type.</summary>
internal static class ParameterMark
{
    private static readonly ConditionalWeakTable<Tensor, object> Marked = [];

    public static Tensor Set(Tensor tensor)
    {
        Marked.AddOrUpdate(tensor, tensor.Shape);
        return tensor;
    }

    public static bool Has(Tensor tensor) => Marked.TryGetValue(tensor, out _);
}
