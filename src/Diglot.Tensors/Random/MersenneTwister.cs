using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Random;

/// <summary>
/// The 32-bit Mersenne Twister mt19937 (Matsumoto and Nishimura, ACM TOMACS 8(1), 1998), period 2^19937 − 1. PyTorch's CPU generator,
/// NumPy's <c>RandomState</c> and Python's <c>random</c> all draw from it; they differ in how they seed it and in how they make numbers of its words.
/// Not safe for use from several threads at once.
/// </summary>
public sealed class MersenneTwister
{
    internal const int Size = 624;
    private const int Middle = 397;

    private readonly uint[] _words = new uint[Size];
    private int _left = 1;
    private int _next;

    /// <summary>A generator seeded by <see cref="Seed(uint)"/>.</summary>
    /// <param name="seed">The seed.</param>
    public MersenneTwister(uint seed) => Seed(seed);

    /// <summary>A generator seeded by <see cref="Seed(ReadOnlySpan{uint})"/>.</summary>
    /// <param name="key">At least one word.</param>
    public MersenneTwister(ReadOnlySpan<uint> key) => Seed(key);

    private MersenneTwister(MersenneTwister other)
    {
        other._words.CopyTo(_words, 0);
        (_left, _next) = (other._left, other._next);
    }

    /// <summary>Draws left in the present block of 624, plus one; 1 right after seeding.</summary>
    internal int Left => _left;

    /// <summary>The place of the next word in the present block.</summary>
    internal int Next => _next;

    internal ReadOnlySpan<uint> Words => _words;

    /// <summary>The reference implementation's <c>init_genrand</c>: one linear congruential step a word.</summary>
    /// <param name="seed">The seed.</param>
    public void Seed(uint seed)
    {
        _words[0] = seed;
        for (var i = 1; i < Size; i++)
        {
            var last = _words[i - 1];
            _words[i] = (1812433253u * (last ^ (last >> 30))) + (uint)i;
        }

        (_left, _next) = (1, 0);
    }

    /// <summary>The reference implementation's <c>init_by_array</c>, for seeds longer than 32 bits.</summary>
    /// <param name="key">At least one word, lowest first.</param>
    public void Seed(ReadOnlySpan<uint> key)
    {
        if (key.IsEmpty)
        {
            throw new ArgumentException("A Mersenne Twister key needs at least one word; received none.", nameof(key));
        }

        Seed(19650218u);
        var (i, j) = (1, 0);
        for (var k = Math.Max(Size, key.Length); k > 0; k--)
        {
            _words[i] = (_words[i] ^ ((_words[i - 1] ^ (_words[i - 1] >> 30)) * 1664525u)) + key[j] + (uint)j;
            i = Step(i);
            j = j + 1 == key.Length ? 0 : j + 1;
        }

        for (var k = Size - 1; k > 0; k--)
        {
            _words[i] = (_words[i] ^ ((_words[i - 1] ^ (_words[i - 1] >> 30)) * 1566083941u)) - (uint)i;
            i = Step(i);
        }

        _words[0] = 0x80000000u;
        (_left, _next) = (1, 0);
    }

    /// <summary>The next 32 random bits.</summary>
    /// <returns>Any value of the type, each equally likely.</returns>
    public uint NextUInt32()
    {
        if (--_left == 0)
        {
            Reload();
        }

        return Temper(_words[_next++]);
    }

    /// <summary>Many draws at once, the same as calling <see cref="NextUInt32"/> for each.</summary>
    /// <param name="values">Filled in order.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(Span<uint> values)
    {
        while (!values.IsEmpty)
        {
            if (_left == 1)
            {
                Reload();
                _left = Size + 1;
            }

            var count = Math.Min(values.Length, _left - 1);
            ref var from = ref _words[_next];
            ref var to = ref MemoryMarshal.GetReference(values);
            var i = 0;
            for (; i + 8 <= count; i += 8)
            {
                Temper(Vector256.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
            }

            for (; i < count; i++)
            {
                values[i] = Temper(_words[_next + i]);
            }

            _next += count;
            _left -= count;
            values = values[count..];
        }
    }

    /// <summary>The next 64 random bits, the first word drawn being the upper half.</summary>
    /// <returns>Any value of the type, each equally likely.</returns>
    public ulong NextUInt64()
    {
        ulong high = NextUInt32();
        return (high << 32) | NextUInt32();
    }

    /// <summary>A number in [0, 1) with 53 random bits, <c>genrand_res53</c>: 27 bits of one word and 26 of the next, as NumPy and Python do it.</summary>
    /// <returns>A multiple of 2^−53.</returns>
    public double NextDouble()
    {
        var a = NextUInt32() >> 5;
        var b = NextUInt32() >> 6;
        return ((a * 67108864.0) + b) * (1.0 / 9007199254740992.0);
    }

    /// <summary>An independent generator that goes on exactly as this one would.</summary>
    /// <returns>The copy.</returns>
    public MersenneTwister Clone() => new(this);

    internal void Restore(ReadOnlySpan<uint> words, int left, int next)
    {
        words.CopyTo(_words);
        (_left, _next) = (left, next);
    }

    private int Step(int i)
    {
        if (i + 1 < Size)
        {
            return i + 1;
        }

        _words[0] = _words[Size - 1];
        return 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Reload()
    {
        ref var words = ref MemoryMarshal.GetArrayDataReference(_words);

        // Eight at a time: no word depends on one that is fewer than 227 places away, but for the last, which needs the new first.
        var i = 0;
        for (; i + 8 <= Size - Middle; i += 8)
        {
            Twist(Vector256.LoadUnsafe(ref words, (nuint)i), Vector256.LoadUnsafe(ref words, (nuint)i + 1), Vector256.LoadUnsafe(ref words, (nuint)(i + Middle)))
                .StoreUnsafe(ref words, (nuint)i);
        }

        for (; i < Size - Middle; i++)
        {
            _words[i] = Twist(_words[i], _words[i + 1], _words[i + Middle]);
        }

        for (; i + 8 < Size; i += 8)
        {
            Twist(Vector256.LoadUnsafe(ref words, (nuint)i), Vector256.LoadUnsafe(ref words, (nuint)i + 1), Vector256.LoadUnsafe(ref words, (nuint)(i + Middle - Size)))
                .StoreUnsafe(ref words, (nuint)i);
        }

        for (; i < Size; i++)
        {
            _words[i] = Twist(_words[i], _words[i + 1 < Size ? i + 1 : 0], _words[i + Middle - Size]);
        }

        (_left, _next) = (Size, 0);
    }

    private static uint Twist(uint word, uint following, uint far)
        => far ^ (((word & 0x80000000u) | (following & 0x7fffffffu)) >> 1) ^ ((following & 1u) == 0 ? 0u : 0x9908b0dfu);

    private static Vector256<uint> Twist(Vector256<uint> word, Vector256<uint> following, Vector256<uint> far)
    {
        var joined = (word & Vector256.Create(0x80000000u)) | (following & Vector256.Create(0x7fffffffu));
        var odd = Vector256<uint>.Zero - (following & Vector256<uint>.One);
        return far ^ (joined >>> 1) ^ (odd & Vector256.Create(0x9908b0dfu));
    }

    private static uint Temper(uint y)
    {
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680u;
        y ^= (y << 15) & 0xefc60000u;
        return y ^ (y >> 18);
    }

    private static Vector256<uint> Temper(Vector256<uint> y)
    {
        y ^= y >>> 11;
        y ^= (y << 7) & Vector256.Create(0x9d2c5680u);
        y ^= (y << 15) & Vector256.Create(0xefc60000u);
        return y ^ (y >>> 18);
    }
}
