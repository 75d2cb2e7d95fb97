using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Diglot.Tensors.Random;

/// <summary>
/// PyTorch's CPU generator (<c>torch.Generator</c>, https://docs.pytorch.org/docs/stable/generated/torch.Generator.html): the same seed gives
/// the numbers that PyTorch gives, call for call. mt19937 seeded with the lower 32 bits of the seed; a 64-bit draw takes the upper word first.
/// Filling methods are safe for use from several threads: each runs under the generator's own lock, as in PyTorch.
/// </summary>
public sealed partial class TorchGenerator
{
    /// <summary>The seed of a generator that nobody has seeded.</summary>
    public const ulong DefaultSeed = 67280421310721;

    private const int Chunk = 512;
    private readonly Lock _gate = new();
    private readonly MersenneTwister _engine;
    private double? _spare;

    /// <summary>A generator seeded by <see cref="ManualSeed"/>.</summary>
    /// <param name="seed">The seed; only its lower 32 bits matter for the numbers.</param>
    public TorchGenerator(ulong seed = DefaultSeed)
    {
        _engine = new MersenneTwister((uint)seed);
        InitialSeed = seed;
    }

    private TorchGenerator(TorchGenerator other)
    {
        _engine = other._engine.Clone();
        _spare = other._spare;
        InitialSeed = other.InitialSeed;
    }

    /// <summary>The seed last given, <c>Generator.initial_seed()</c>.</summary>
    public ulong InitialSeed { get; private set; }

    /// <summary><c>manual_seed</c>: starts the stream anew and drops a kept normal sample.</summary>
    /// <param name="seed">The seed; a negative Python integer is passed as its two's complement.</param>
    /// <returns>This generator.</returns>
    public TorchGenerator ManualSeed(ulong seed)
    {
        lock (_gate)
        {
            _engine.Seed((uint)seed);
            _spare = null;
            InitialSeed = seed;
            return this;
        }
    }

    /// <summary>The next 32 random bits.</summary>
    /// <returns>One word of the engine.</returns>
    public uint Random32()
    {
        lock (_gate)
        {
            return _engine.NextUInt32();
        }
    }

    /// <summary>The next 64 random bits, upper word drawn first.</summary>
    /// <returns>Two words of the engine.</returns>
    public ulong Random64()
    {
        lock (_gate)
        {
            return _engine.NextUInt64();
        }
    }

    /// <summary>An independent generator that goes on exactly as this one would, <c>clone_state</c>.</summary>
    /// <returns>The copy.</returns>
    public TorchGenerator Clone()
    {
        lock (_gate)
        {
            return new TorchGenerator(this);
        }
    }

    // 24 random bits in [0, 1), PyTorch's uniform float32, stretched with one rounding. Here and below the caller holds the lock.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillUniform24(Span<float> values, float low, float range)
    {
        Span<uint> words = stackalloc uint[Chunk];
        for (; !values.IsEmpty; values = values[Math.Min(Chunk, values.Length)..])
        {
            var count = Math.Min(Chunk, values.Length);
            _engine.Fill(words[..count]);
            ref var from = ref MemoryMarshal.GetReference(words);
            ref var to = ref MemoryMarshal.GetReference(values);
            var i = 0;
            for (; i + 8 <= count; i += 8)
            {
                var bits = (Vector256.LoadUnsafe(ref from, (nuint)i) & Vector256.Create(0xffffffu)).AsInt32();
                var u = Vector256.ConvertToSingle(bits) * Vector256.Create(1f / 16777216f);
                Vector256.FusedMultiplyAdd(u, Vector256.Create(range), Vector256.Create(low)).StoreUnsafe(ref to, (nuint)i);
            }

            for (; i < count; i++)
            {
                values[i] = MathF.FusedMultiplyAdd((words[i] & 0xffffffu) * (1f / 16777216f), range, low);
            }
        }
    }

    // Many 53-bit uniforms at once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillUniform53(Span<double> values)
    {
        Span<uint> words = stackalloc uint[Chunk];
        while (!values.IsEmpty)
        {
            var count = Math.Min(Chunk / 2, values.Length);
            _engine.Fill(words[..(2 * count)]);
            for (var i = 0; i < count; i++)
            {
                values[i] = (long)((((ulong)words[2 * i] << 32) | words[(2 * i) + 1]) & 0x1fffffffffffffUL) * (1.0 / 9007199254740992.0);
            }

            values = values[count..];
        }
    }

    // 53 random bits in [0, 1): PyTorch's uniform float64, which also feeds most other distributions.
    private double Uniform53() => (_engine.NextUInt64() & 0x1fffffffffffffUL) * (1.0 / 9007199254740992.0);
}
