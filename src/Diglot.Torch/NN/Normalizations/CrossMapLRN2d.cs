namespace Diglot.Torch.NN.Normalizations;

/// <summary>x / (k + alpha / size · sum of squares over size neighbouring channels)^beta, as Lua Torch had it.</summary>
/// <remarks>
/// <para>Input and output (N, C, H, W). Kept for old networks, with PyTorch's peculiarities: of an even size the sum has one channel fewer than in <c>LocalResponseNorm</c>,
/// the first channel stays in every later sum, and the gradient is taken over channels shifted by one. Keras has no such layer.</para>
/// <para>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.CrossMapLRN2d.html.</para>
/// </remarks>
/// <param name="size">Number of channels.</param>
/// <param name="alpha">Factor of the mean.</param>
/// <param name="beta">Exponent.</param>
/// <param name="k">Added to it.</param>
[Face("nn")]
public sealed class CrossMapLRN2d(int size, double alpha = 1e-4, double beta = 0.75, double k = 1) : Module
{
    /// <summary>Number of channels.</summary>
    public int size { get; } = Arguments.Positive(size, nameof(size));

    /// <summary>Factor of the mean.</summary>
    public double alpha { get; } = alpha;

    /// <summary>Exponent.</summary>
    public double beta { get; } = beta;

    /// <summary>Added to it.</summary>
    public double k { get; } = k;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (input.Rank != 4)
        {
            throw new ArgumentException($"CrossMapLRN2d: Expected input to be 4D, got {input.Rank}D instead.", nameof(input));
        }

        var (reach, share) = (((size - 1) / 2) + 1, alpha / size);
        var x = input.Detach();
        var sum = Functional.Normalizations.NeighbourSquares(x, reach - 1, reach - 1);
        if (input.Shape[1] > reach)
        {
            // PyTorch's running sum never lets go of the first channel.
            sum = Tensor.Concatenate([sum.Slice(1, 0, reach), sum.Slice(1, reach, input.Shape[1] - reach) + x.Slice(1, 0, 1).Square()], 1);
        }

        var scale = (sum * share) + k;
        var factor = scale.Power(-beta);
        var output = x * factor;
        if (!input.RequiresGrad)
        {
            return output;
        }

        // Its gradient is not that of its output: each channel gets x · 2 · share · beta · Σ dy · y / scale over channels that lie one further back.
        var back = (int)(size - ((size - 1) / 2.0));
        var linear = (input * factor) - (Functional.Normalizations.NeighbourSquares(input, size - 1 - back, back) * (output / scale * (share * beta)));
        return output + (linear - linear.Detach());
    }

    /// <inheritdoc/>
    public override string extra_repr() => $"{size}, alpha={PythonText.Of(alpha)}, beta={PythonText.Of(beta)}, k={PythonText.Of(k)}";
}
