using Diglot.Autograd.Tape;

namespace Diglot.Torch.Functional;

/// <summary>Sparse functions of <c>torch.nn.functional</c>.</summary>
/// <remarks>Source: https://docs.pytorch.org/docs/stable/nn.functional.html#sparse-functions.</remarks>
[Face("F")]
public static class Embeddings
{
    /// <summary>Rows of a table by their numbers.</summary>
    /// <param name="input">(*) whole numbers.</param>
    /// <param name="weight">(rows, D).</param>
    /// <param name="padding_idx">A row that gets no gradient.</param>
    /// <param name="max_norm">Rows that are looked up are scaled down to at most this norm, in place.</param>
    /// <param name="norm_type">The p of that norm.</param>
    /// <param name="scale_grad_by_freq">Whether a row's gradient is divided by how often it was looked up.</param>
    /// <param name="sparse">Accepted; gradients are dense.</param>
    public static Tensor embedding(Tensor input, Tensor weight, int? padding_idx = null, double? max_norm = null, double norm_type = 2.0, bool scale_grad_by_freq = false, bool sparse = false)
    {
        _ = sparse;
        var rows = input.Reshape(-1).ToArray<long>();
        if (rows.FirstOrDefault(row => row < 0 || row >= weight.Shape[0], -1) is var wrong and not -1)
        {
            throw new ArgumentOutOfRangeException(nameof(input), $"index out of range in self: row {wrong} of a table of {weight.Shape[0]}.");
        }

        if (max_norm is { } largest)
        {
            Renormalize(weight, rows, largest, norm_type);
        }

        int[] shape = [.. input.Shape, weight.Shape[1]];
        var taken = weight.Take(input.Reshape(-1), 0);
        var padding = padding_idx < 0 ? padding_idx + weight.Shape[0] : padding_idx;
        if (padding is null && !scale_grad_by_freq)
        {
            return taken.Reshape(shape);
        }

        // The value stays, the gradient is scaled: y·s + (y·(1 − s)) without history.
        var counts = rows.CountBy(static row => row).ToDictionary();
        double[] shares = [.. rows.Select(row => row == padding ? 0 : scale_grad_by_freq ? 1.0 / counts[row] : 1)];
        var share = Tensor.From(shares, [rows.Length, 1]).To(weight.Type);
        return ((taken * share) + (taken.Detach() * (1 - share))).Reshape(shape);
    }

    /// <summary>The sum, mean or maximum of the rows of each bag of numbers.</summary>
    /// <param name="input">(B, n), or (n) with offsets.</param>
    /// <param name="weight">(rows, D).</param>
    /// <param name="offsets">Where in a row of numbers the bags begin.</param>
    /// <param name="max_norm">Rows that are looked up are scaled down to at most this norm, in place.</param>
    /// <param name="norm_type">The p of that norm.</param>
    /// <param name="scale_grad_by_freq">Whether a row's gradient is divided by how often it was looked up.</param>
    /// <param name="mode"><c>mean</c>, <c>sum</c> or <c>max</c>.</param>
    /// <param name="sparse">Accepted; gradients are dense.</param>
    /// <param name="per_sample_weights">A factor for each number, for mode <c>sum</c>.</param>
    /// <param name="include_last_offset">Whether the last offset is the end of the last bag.</param>
    /// <param name="padding_idx">A row that is left out of bags.</param>
    /// <exception cref="ArgumentException">Shapes, offsets or the mode do not fit.</exception>
    public static Tensor embedding_bag(Tensor input, Tensor weight, Tensor? offsets = null, double? max_norm = null, double norm_type = 2.0, bool scale_grad_by_freq = false, string mode = "mean", bool sparse = false, Tensor? per_sample_weights = null, bool include_last_offset = false, int? padding_idx = null)
    {
        Arguments.OneOf(mode, nameof(mode), "mean", "sum", "max");
        if (per_sample_weights is not null && (mode != "sum" || per_sample_weights.Shape != input.Shape))
        {
            throw new ArgumentException($"per_sample_weights are for mode 'sum' and have the shape of the input {new Size(input.Shape)}; received {new Size(per_sample_weights.Shape)} for mode '{mode}'.", nameof(per_sample_weights));
        }

        var numbers = input.Reshape(-1).ToArray<long>();
        var starts = Starts(input, offsets, include_last_offset, out var bags);
        var padding = padding_idx < 0 ? padding_idx + weight.Shape[0] : padding_idx;
        var taken = embedding(input.Reshape(-1), weight, null, max_norm, norm_type, scale_grad_by_freq, sparse);
        taken = per_sample_weights is null ? taken : taken * per_sample_weights.Reshape(-1, 1);

        // For each number that counts, its bag.
        var counted = Enumerable.Range(0, numbers.Length).Where(i => numbers[i] != padding && i >= starts[0] && i < starts[bags]).ToArray();
        var owners = new long[counted.Length];
        for (int i = 0, bag = 0; i < counted.Length; i++)
        {
            while (counted[i] >= starts[bag + 1])
            {
                bag++;
            }

            owners[i] = bag;
        }

        var width = weight.Shape[1];
        if (counted.Length == 0)
        {
            return Tensor.Zeros([bags, width], weight.Type);
        }

        var rows = counted.Length == numbers.Length ? taken : taken.Take(Tensor.From(counted.Select(static i => (long)i).ToArray()), 0);
        if (mode == "max")
        {
            var none = Tensor.Zeros([1, width], weight.Type);
            return Tensor.Concatenate([.. Enumerable.Range(0, bags).Select(bag =>
            {
                var (first, count) = (Array.IndexOf(owners, bag), owners.Count(owner => owner == bag));
                var own = count == 0 ? none : rows.Slice(0, first, count);
                return own.Gather(0, own.ArgMax(0, keepAxes: true));
            })], 0);
        }

        var sum = Tensor.Zeros([bags, width], weight.Type).Scatter(0, Tensor.From(owners, [owners.Length, 1]).BroadcastTo([owners.Length, width]).Contiguous(), rows, add: true);
        return mode == "sum" ? sum : sum / Tensor.From(Enumerable.Range(0, bags).Select(bag => (double)Math.Max(1, owners.Count(owner => owner == bag))).ToArray(), [bags, 1]).To(weight.Type);
    }

    /// <summary>Where each bag begins, and behind the last one where it ends.</summary>
    private static long[] Starts(Tensor input, Tensor? offsets, bool includeLast, out int bags)
    {
        if (input.Rank == 2 && offsets is null)
        {
            bags = input.Shape[0];
            return [.. Enumerable.Range(0, bags + 1).Select(bag => (long)bag * input.Shape[1])];
        }

        if (input.Rank != 1 || offsets is not { Rank: 1 })
        {
            throw new ArgumentException($"input has to be 2D without offsets, or 1D with 1D offsets; received an input of size {new Size(input.Shape)} {(offsets is null ? "without offsets" : $"and offsets of size {new Size(offsets.Shape)}")}.", nameof(input));
        }

        var given = offsets.ToArray<long>();
        bags = given.Length - (includeLast ? 1 : 0);
        long[] starts = includeLast ? given : [.. given, input.Shape[0]];
        return bags >= 0 && starts is [0, ..] && starts[^1] <= input.Shape[0] && starts.Zip(starts.Skip(1)).All(static pair => pair.First <= pair.Second) ? starts
            : throw new ArgumentException($"offsets begin with 0, ascend, and lie within the input's {input.Shape[0]} numbers; received [{string.Join(", ", given)}].", nameof(offsets));
    }

    private static void Renormalize(Tensor weight, long[] rows, double largest, double order)
    {
        using var mode = GradientMode.Disable();
        foreach (var row in rows.Distinct())
        {
            var vector = weight.Detach().Select(0, (int)row);
            var norm = vector.norm(order).Item<double>();
            if (norm > largest)
            {
                vector.CopyFrom(vector * (largest / (norm + 1e-7)));
            }
        }
    }
}
