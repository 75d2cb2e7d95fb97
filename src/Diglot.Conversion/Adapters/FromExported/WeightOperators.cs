namespace Diglot.Conversion.Adapters.FromExported;

/// <summary>Views of weights: the transposed kernel of a product, slopes with axes to broadcast.</summary>
internal static class WeightOperators
{
    /// <summary>The weight after an operation that keeps its elements; null where it does not.</summary>
    public static Weight? Apply(ExportedCall call, Weight weight)
    {
        var rank = weight.Shape.Count;
        switch (call.Operator)
        {
            case "clone" or "contiguous" or "detach" or "alias" or "lift_fresh_copy" or "to" or "_to_copy" when call.Type().Type == call.ResultType().Type:
                return weight;
            case "t" or "numpy_T":
                return weight.Permute([.. Enumerable.Range(0, rank).Reverse()]);
            case "permute":
                int[] places = [.. call.Ints("dims").Select(axis => axis < 0 ? axis + rank : axis)];
                return places.Order().SequenceEqual(Enumerable.Range(0, rank)) ? weight.Permute(places) : null;
            case "transpose":
            {
                int Place(string name) => call.Int(name, 0) is < 0 and var axis ? axis + rank : call.Int(name, 0);
                var (first, second) = (Place("dim0"), Place("dim1"));
                return Math.Min(first, second) < 0 || Math.Max(first, second) >= rank ? null
                    : weight.Permute([.. Enumerable.Range(0, rank).Select(axis => axis == first ? second : axis == second ? first : axis)]);
            }

            case "view" or "_unsafe_view" or "reshape" or "flatten" or "squeeze" or "unsqueeze" when call.ResultType().Shape.Aggregate((Int128)1, static (product, length) => product * (length.Number ?? 0)) == weight.Length:
                return weight.Reshape([.. call.ResultType().Shape.Select(static length => (int)length.Number!.Value)]);
            default:
                return null;
        }
    }
}
