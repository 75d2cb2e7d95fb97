using System.Numerics;

namespace Diglot.Tensors.Random;

/// <summary>
/// NumPy's <c>SeedSequence</c> (https://numpy.org/doc/stable/reference/random/bit_generators/generated/numpy.random.SeedSequence.html), after
/// M. E. O'Neill's <c>seed_seq</c> of 2015: hashes an integer of any size into a pool of four words, and as many well mixed words out of it as a generator needs.
/// </summary>
public sealed class SeedSequence
{
    private const int Shift = 16;
    private readonly uint[] _pool = new uint[4];

    /// <summary>A sequence from one integer.</summary>
    /// <param name="entropy">The seed, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The seed is negative, which NumPy refuses too.</exception>
    public SeedSequence(BigInteger entropy)
    {
        if (entropy.Sign < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(entropy), entropy, "NumPy's seeds are non-negative integers.");
        }

        var words = new List<uint>();
        do
        {
            words.Add((uint)(entropy & uint.MaxValue));
            entropy >>= 32;
        }
        while (!entropy.IsZero);

        var constant = 0x43b0d7e5u;
        uint Hash(uint value)
        {
            value ^= constant;
            constant *= 0x931e8875u;
            value *= constant;
            return value ^ (value >> Shift);
        }

        static uint Mix(uint x, uint y)
        {
            var mixed = (0xca01f9ddu * x) - (0x4973f715u * y);
            return mixed ^ (mixed >> Shift);
        }

        for (var i = 0; i < _pool.Length; i++)
        {
            _pool[i] = Hash(i < words.Count ? words[i] : 0);
        }

        for (var from = 0; from < _pool.Length; from++)
        {
            for (var to = 0; to < _pool.Length; to++)
            {
                if (from != to)
                {
                    _pool[to] = Mix(_pool[to], Hash(_pool[from]));
                }
            }
        }

        for (var from = _pool.Length; from < words.Count; from++)
        {
            for (var to = 0; to < _pool.Length; to++)
            {
                _pool[to] = Mix(_pool[to], Hash(words[from]));
            }
        }
    }

    /// <summary><c>generate_state(n, uint64)</c>.</summary>
    /// <param name="count">Number of 64-bit words.</param>
    /// <returns>Words to seed a generator with; always the same for the same entropy.</returns>
    public ulong[] GenerateState64(int count)
    {
        var state = new ulong[count];
        var constant = 0x8b51f9ddu;
        for (var i = 0; i < 2 * count; i++)
        {
            var value = _pool[i % _pool.Length] ^ constant;
            constant *= 0x58f38dedu;
            value *= constant;
            value ^= value >> Shift;
            state[i / 2] |= (ulong)value << (32 * (i % 2));
        }

        return state;
    }
}
