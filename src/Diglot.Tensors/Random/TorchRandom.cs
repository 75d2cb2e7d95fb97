namespace Diglot.Tensors.Random;

/// <summary>
/// PyTorch's global random state: the default CPU generator that <c>torch.manual_seed</c> seeds and that initialisers, dropout and data loaders
/// draw from where they are given none (https://docs.pytorch.org/docs/stable/notes/randomness.html). Safe for use from several threads.
/// </summary>
public static class TorchRandom
{
    /// <summary><c>torch.default_generator</c>.</summary>
    public static TorchGenerator Default { get; } = new();

    /// <summary><c>torch.manual_seed</c>: seeds the default generator.</summary>
    /// <param name="seed">The seed; negative values count from 2^64 down, as in PyTorch.</param>
    /// <returns>The default generator.</returns>
    public static TorchGenerator ManualSeed(long seed) => Default.ManualSeed((ulong)seed);

    /// <summary>
    /// The row order of one epoch of <c>DataLoader(shuffle=True)</c> that has no generator of its own: one 63-bit draw is thrown away (the worker
    /// processes' base seed), the next seeds a new generator, whose <c>randperm(n)</c> is the order.
    /// </summary>
    /// <param name="count">Number of rows.</param>
    /// <param name="generator">Where the two draws come from; the default generator if not given.</param>
    /// <returns>The rows in the order in which batches take them.</returns>
    public static long[] EpochOrder(int count, TorchGenerator? generator = null)
    {
        generator ??= Default;
        generator.NextInt64();
        return new TorchGenerator((ulong)generator.NextInt64()).RandPerm(count);
    }

    /// <summary>
    /// The row order of one epoch of <c>DataLoader(shuffle=True, generator=g)</c>: a base seed is drawn and thrown away, the order is
    /// <c>randperm(n)</c> from g itself. PyTorch's sampler then draws one more permutation from g at the end of the epoch and throws it away:
    /// call <see cref="EndEpoch"/> once the epoch's last batch was taken.
    /// </summary>
    /// <param name="count">Number of rows.</param>
    /// <param name="generator">The loader's own generator.</param>
    /// <returns>The rows in the order in which batches take them.</returns>
    public static long[] OwnEpochOrder(int count, TorchGenerator generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        generator.NextInt64();
        return generator.RandPerm(count);
    }

    /// <summary>The permutation that the sampler draws for nothing at the end of an epoch; see <see cref="OwnEpochOrder"/>.</summary>
    /// <param name="count">Number of rows.</param>
    /// <param name="generator">The loader's own generator.</param>
    public static void EndEpoch(int count, TorchGenerator generator) => generator.RandPerm(count);
}
