using Diglot.Torch.Functional;

namespace Diglot.Torch.NN;

/// <summary>How dense and convolution layers start: weight kaiming_uniform(a = √5), bias U(−1/√fan_in, 1/√fan_in), drawn in this order.</summary>
internal static class DefaultInitialization
{
    public static void Of(Tensor weight, Tensor? bias)
    {
        Initialization.kaiming_uniform_(weight, Math.Sqrt(5));
        if (bias is not null)
        {
            var fanIn = Initialization.FanIn(weight);
            var bound = fanIn > 0 ? 1 / Math.Sqrt(fanIn) : 0;
            Initialization.uniform_(bias, -bound, bound);
        }
    }
}
