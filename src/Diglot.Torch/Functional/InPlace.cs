namespace Diglot.Torch.Functional;

/// <summary>Changes in place that keep the graph: the gradient of the old values flows on through a copy of them.</summary>
internal static class InPlace
{
    public static Tensor Set(Tensor tensor, Func<Tensor, Tensor> change) => Activations.Place(tensor, inplace: true, change);
}
