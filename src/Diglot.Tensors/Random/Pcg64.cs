using System.Numerics;

namespace Diglot.Tensors.Random;

/// <summary>
/// PCG-64, a 128-bit linear congruential generator with the XSL-RR output function (M. E. O'Neill, "PCG", 2014, https://www.pcg-random.org):
/// the engine of NumPy's <c>default_rng</c>. Not safe for use from several threads at once.
/// </summary>
public sealed class Pcg64
{
    private static readonly UInt128 Multiplier = new(2549297995355413924UL, 4865540595714422341UL);
    private readonly UInt128 _increment;
    private UInt128 _state;
    private uint? _half;

    /// <summary>A generator seeded as NumPy's <c>PCG64(seed)</c>.</summary>
    /// <param name="seed">Four words give the start and the stream.</param>
    public Pcg64(SeedSequence seed)
    {
        ArgumentNullException.ThrowIfNull(seed);
        var words = seed.GenerateState64(4);
        _increment = (new UInt128(words[2], words[3]) << 1) | 1;
        Step();
        _state += new UInt128(words[0], words[1]);
        Step();
    }

    /// <summary>The next 64 random bits.</summary>
    /// <returns>Any value of the type, each equally likely.</returns>
    public ulong NextUInt64()
    {
        Step();
        var (high, low) = ((ulong)(_state >> 64), (ulong)_state);
        return BitOperations.RotateRight(high ^ low, (int)(high >> 58));
    }

    /// <summary>The next 32 random bits: the lower half of a 64-bit draw, whose upper half is kept for the next call.</summary>
    /// <returns>Any value of the type, each equally likely.</returns>
    public uint NextUInt32()
    {
        if (_half is { } half)
        {
            _half = null;
            return half;
        }

        var both = NextUInt64();
        _half = (uint)(both >> 32);
        return (uint)both;
    }

    /// <summary>A number in [0, 1) with 53 random bits.</summary>
    /// <returns>A multiple of 2^−53.</returns>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / 9007199254740992.0);

    /// <summary>A number in [0, 1) with 24 random bits.</summary>
    /// <returns>A multiple of 2^−24.</returns>
    public float NextSingle() => (NextUInt32() >> 8) * (1f / 16777216f);

    private void Step() => _state = (_state * Multiplier) + _increment;
}
