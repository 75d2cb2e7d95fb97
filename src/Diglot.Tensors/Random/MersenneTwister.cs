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

        var y = _words[_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680u;
        y ^= (y << 15) & 0xefc60000u;
        return y ^ (y >> 18);
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

    private void Reload()
    {
        for (var i = 0; i < Size; i++)
        {
            var joined = (_words[i] & 0x80000000u) | (_words[i + 1 < Size ? i + 1 : 0] & 0x7fffffffu);
            var far = _words[i + Middle < Size ? i + Middle : i + Middle - Size];
            _words[i] = far ^ (joined >> 1) ^ ((joined & 1u) == 0 ? 0u : 0x9908b0dfu);
        }

        (_left, _next) = (Size, 0);
    }
}
