namespace Diglot.Keras.Utils;

/// <summary>Lets shapes meet that differ by a last axis of length 1.</summary>
internal static class Ranks
{
    /// <summary>(N, 1) and (N) become (N, 1) both; of longer shapes the one with the extra axis of length 1 loses it.</summary>
    public static (Tensor First, Tensor Second) Match(Tensor first, Tensor second)
    {
        if (first.Rank == second.Rank + 1 && first.Shape[-1] == 1)
        {
            return second.Rank == 1 ? (first, second.ExpandDims(-1)) : (first.Squeeze(-1), second);
        }

        if (second.Rank == first.Rank + 1 && second.Shape[-1] == 1)
        {
            return first.Rank == 1 ? (first.ExpandDims(-1), second) : (first, second.Squeeze(-1));
        }

        return (first, second);
    }
}
