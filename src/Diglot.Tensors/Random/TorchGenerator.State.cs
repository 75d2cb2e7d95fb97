using System.Buffers.Binary;

namespace Diglot.Tensors.Random;

public sealed partial class TorchGenerator
{
    /// <summary>Bytes of a saved state, <c>torch.get_rng_state().numel()</c>.</summary>
    public const int StateSize = 5056;

    private const int WordsAt = 24;
    private const int SpareAt = WordsAt + (MersenneTwister.Size * 8) + 8;
    private const int SpareValidAt = SpareAt + 16;

    /// <summary>
    /// <c>get_state</c>: 5056 bytes, little-endian, as PyTorch writes them: seed (8), left (4), seeded (4), next (8), 624 words of 8 bytes,
    /// three doubles of which the second is the kept normal sample, whether there is one (4), and unused bytes.
    /// </summary>
    /// <returns>The state; <see cref="SetState"/> of this library and PyTorch's <c>set_rng_state</c> read it.</returns>
    public byte[] GetState()
    {
        lock (_gate)
        {
            var state = new byte[StateSize];
            var bytes = state.AsSpan();
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, InitialSeed);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], _engine.Left);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], 1);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], (ulong)_engine.Next);
            for (var i = 0; i < MersenneTwister.Size; i++)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(bytes[(WordsAt + (8 * i))..], _engine.Words[i]);
            }

            if (_spare is { } spare)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(bytes[SpareAt..], spare);
                BinaryPrimitives.WriteInt32LittleEndian(bytes[SpareValidAt..], 1);
            }

            return state;
        }
    }

    /// <summary><c>set_state</c>: goes on exactly where the generator that saved the state was.</summary>
    /// <param name="state">5056 bytes, or PyTorch's older form of 5048.</param>
    /// <exception cref="ArgumentException">The length is another, or the counters point outside the state.</exception>
    public void SetState(ReadOnlySpan<byte> state)
    {
        if (state.Length is not (StateSize or StateSize - 8))
        {
            throw new ArgumentException($"A PyTorch CPU generator state has {StateSize} bytes (or {StateSize - 8} in old files); received {state.Length}.", nameof(state));
        }

        var left = BinaryPrimitives.ReadInt32LittleEndian(state[8..]);
        var next = BinaryPrimitives.ReadUInt64LittleEndian(state[16..]);
        if (left is < 1 or > MersenneTwister.Size || next > MersenneTwister.Size || (left > 1 && (ulong)left + next > MersenneTwister.Size + 1))
        {
            throw new ArgumentException($"The generator state is corrupt: left = {left} and next = {next} do not fit a block of {MersenneTwister.Size} words.", nameof(state));
        }

        var words = new uint[MersenneTwister.Size];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = (uint)BinaryPrimitives.ReadUInt64LittleEndian(state[(WordsAt + (8 * i))..]);
        }

        lock (_gate)
        {
            InitialSeed = BinaryPrimitives.ReadUInt64LittleEndian(state);
            _engine.Restore(words, left, (int)next);
            _spare = BinaryPrimitives.ReadInt32LittleEndian(state[SpareValidAt..]) != 0 ? BinaryPrimitives.ReadDoubleLittleEndian(state[SpareAt..]) : null;
        }
    }
}
