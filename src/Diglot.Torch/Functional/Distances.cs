namespace Diglot.Torch.Functional;

/// <summary>Distances and similarities of <c>torch.nn.functional</c>.</summary>
[Face("F")]
public static class Distances
{
    /// <summary>‖x1 − x2 + eps‖ₚ over the last axis.</summary>
    public static Tensor pairwise_distance(Tensor x1, Tensor x2, double p = 2.0, double eps = 1e-6, bool keepdim = false)
    {
        var difference = (x1 - x2 + eps);
        return p switch
        {
            1 => difference.Abs().Sum([-1], keepdim),
            2 => difference.Square().Sum([-1], keepdim).Sqrt(),
            double.PositiveInfinity => difference.Abs().Max([-1], keepdim),
            _ => difference.Abs().Power(p).Sum([-1], keepdim).Power(1 / p),
        };
    }

    /// <summary>x1 · x2 / (max(‖x1‖, eps) · max(‖x2‖, eps)) along an axis.</summary>
    public static Tensor cosine_similarity(Tensor x1, Tensor x2, int dim = 1, double eps = 1e-8)
    {
        var norm1 = x1.Square().Sum([dim], true).Sqrt().Clamp(low: eps);
        var norm2 = x2.Square().Sum([dim], true).Sqrt().Clamp(low: eps);
        return ((x1 / norm1) * (x2 / norm2)).Sum([dim], false);
    }

    /// <summary>v / max(‖v‖ₚ, eps) along an axis.</summary>
    public static Tensor normalize(Tensor input, double p = 2.0, int dim = 1, double eps = 1e-12)
    {
        var norm = p == 2 ? input.Square().Sum([dim], true).Sqrt() : p == 1 ? input.Abs().Sum([dim], true) : input.Abs().Power(p).Sum([dim], true).Power(1 / p);
        return input / norm.Clamp(low: eps);
    }
}
