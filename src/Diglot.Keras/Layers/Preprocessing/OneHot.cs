namespace Diglot.Keras.Layers.Preprocessing;

/// <summary>Whole numbers as vectors.</summary>
internal static class OneHot
{
    /// <summary>Encodes numbers from 0 to depth − 1.</summary>
    /// <param name="numbers">(…, k); one_hot takes a last axis of length 1 for the number itself.</param>
    /// <param name="depth">Length of the vectors.</param>
    /// <param name="mode">"one_hot", "multi_hot" or "count".</param>
    /// <param name="type">Element type of the result.</param>
    /// <param name="where">The start of an error message: which layer.</param>
    public static Tensor Encoded(Tensor numbers, int depth, string mode, DType type, string where)
    {
        if (mode == "one_hot" && numbers.Rank > 1 && numbers.Shape[-1] == 1)
        {
            numbers = numbers.Squeeze(-1);
        }

        var places = numbers.To(DType.Int64);
        var wrong = places.ToArray<long>().FirstOrDefault(place => place < 0 || place >= depth, -1);
        if (places.Less(0).Data.Max().To(DType.Int64).ToArray<long>() is [1] || wrong > -1)
        {
            throw new ArgumentOutOfRangeException(nameof(numbers), $"{where} takes whole numbers from 0 to {depth - 1}; received {(wrong > -1 ? wrong : places.Data.Min().ToArray<long>()[0])}.");
        }

        var vectors = places.ExpandDims(places.Rank).EqualTo(Tensor.From(Enumerable.Range(0, depth).Select(static place => (long)place).ToArray())).To(type);
        return mode switch
        {
            "one_hot" => vectors,
            "count" => numbers.Rank == 0 ? vectors : vectors.Sum([vectors.Rank - 2], keepAxes: false),
            _ => numbers.Rank == 0 ? vectors : vectors.Max([vectors.Rank - 2]),
        };
    }
}
