namespace Diglot.Torch.Functional;

/// <summary>Linear maps of <c>torch.nn.functional</c>.</summary>
[Face("F")]
public static class LinearFunctions
{
    /// <summary>y = x · Wᵀ + b.</summary>
    /// <param name="input">(*, in).</param>
    /// <param name="weight">(out, in), or (in).</param>
    /// <param name="bias">(out), or null.</param>
    public static Tensor linear(Tensor input, Tensor weight, Tensor? bias = null)
    {
        if (input.Rank == 0 || input.Shape[-1] != weight.Shape[-1])
        {
            throw new ArgumentException(
                $"A linear layer of weight {new Size(weight.Shape)} takes inputs whose last axis has {weight.Shape[-1]} elements; received {new Size(input.Shape)}. Flatten or reshape the input, or change in_features.", nameof(input));
        }

        if (weight.Rank == 1)
        {
            var product = Tensor.MatMul(input, weight);
            return bias is null ? product : product + bias;
        }

        var transposed = weight.Transpose();
        Tensor result;
        if (input.Rank <= 2)
        {
            result = Tensor.MatMul(input, transposed);
        }
        else
        {
            // One matrix product over all leading axes.
            int[] shape = [.. input.Shape.Take(input.Rank - 1), weight.Shape[0]];
            result = Tensor.MatMul(input.Reshape(-1, input.Shape[-1]), transposed).Reshape(shape);
        }

        return bias is null ? result : result + bias;
    }

    /// <summary>y[k] = x1ᵀ · A[k] · x2 + b[k].</summary>
    /// <param name="input1">(*, in1).</param>
    /// <param name="input2">(*, in2).</param>
    /// <param name="weight">(out, in1, in2).</param>
    /// <param name="bias">(out), or null.</param>
    public static Tensor bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias = null)
    {
        var (outputs, first, second) = (weight.Shape[0], weight.Shape[1], weight.Shape[2]);
        var rows = input1.Reshape(-1, first);
        var projected = Tensor.MatMul(rows, weight.Permute(1, 0, 2).Reshape(first, outputs * second)).Reshape(-1, outputs, second);
        var result = (projected * input2.Reshape(-1, 1, second)).Sum([2], false);
        int[] shape = [.. input1.Shape.Take(input1.Rank - 1), outputs];
        result = result.Reshape(shape);
        return bias is null ? result : result + bias;
    }
}
