using System.Runtime.CompilerServices;

namespace Diglot.Tensors.Random;

/// <summary>
/// Philox4x32-10 (J. K. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011): ten rounds turn a 128-bit counter and a 64-bit
/// key into four random words. TensorFlow's stateless functions and its shuffles draw from it.
/// </summary>
public struct Philox
{
    private readonly ulong _key;
    private UInt128 _counter;
    private UInt128 _block;
    private int _used;

    /// <summary>The stream of blocks from one counter on.</summary>
    /// <param name="key">The key, lower word first.</param>
    /// <param name="counter">The first block's number.</param>
    public Philox(ulong key, UInt128 counter)
    {
        (_key, _counter, _used) = (key, counter, 4);
    }

    /// <summary>The next word: the four words of a block, lowest first, then those of the next block.</summary>
    /// <returns>32 random bits.</returns>
    public uint Next()
    {
        if (_used == 4)
        {
            _block = Block(_key, _counter);
            _counter++;
            _used = 0;
        }

        return (uint)(_block >> (32 * _used++));
    }

    /// <summary>Many words at once, the same as calling <see cref="Next"/> for each.</summary>
    /// <param name="values">Filled in order.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(Span<uint> values)
    {
        var i = 0;
        for (; i < values.Length && _used < 4; i++)
        {
            values[i] = Next();
        }

        for (; i + 4 <= values.Length; i += 4)
        {
            var block = Block(_key, _counter++);
            (values[i], values[i + 1], values[i + 2], values[i + 3]) = ((uint)block, (uint)(block >> 32), (uint)(block >> 64), (uint)(block >> 96));
        }

        for (; i < values.Length; i++)
        {
            values[i] = Next();
        }
    }

    /// <summary>One block.</summary>
    /// <param name="key">The key, lower word first.</param>
    /// <param name="counter">The block's number.</param>
    /// <returns>Four random words, lowest first.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static UInt128 Block(ulong key, UInt128 counter)
    {
        var (c0, c1, c2, c3) = ((uint)counter, (uint)(counter >> 32), (uint)(counter >> 64), (uint)(counter >> 96));
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < 10; round++)
        {
            var a = 0xD2511F53UL * c0;
            var b = 0xCD9E8D57UL * c2;
            (c0, c1, c2, c3) = ((uint)(b >> 32) ^ c1 ^ k0, (uint)b, (uint)(a >> 32) ^ c3 ^ k1, (uint)a);
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }

        return new UInt128(((ulong)c3 << 32) | c2, ((ulong)c1 << 32) | c0);
    }
}
