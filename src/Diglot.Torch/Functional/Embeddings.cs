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
