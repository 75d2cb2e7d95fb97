using Diglot.Tensors;

namespace Diglot.Conversion.Tests.RandomNetworks;

/// <summary>Arrays of random numbers.</summary>
internal static class RandomArrays
{
    /// <summary>Numbers between two, all different in practice, so that no two elements tie for a maximum.</summary>
    public static NDArray Of(Random random, (double Low, double High) range, params int[] shape)
        => NDArray.From(Enumerable.Range(0, shape.Aggregate(1, static (a, b) => a * b)).Select(_ => (float)(range.Low + (random.NextDouble() * (range.High - range.Low)))).ToArray()).Reshape(shape);
}
