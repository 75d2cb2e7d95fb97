using System.Runtime.CompilerServices;

namespace Diglot.Keras.Losses;

/// <summary>
/// Remembers from which logits a softmax or sigmoid came, so that a cross-entropy right behind it can work on the logits: exact where a
/// probability rounds to 0 or 1, as Keras does inside <c>fit</c>.
/// </summary>
internal static class LogitsMemory
{
    private static readonly ConditionalWeakTable<Tensor, Tensor> Softmax = [];
    private static readonly ConditionalWeakTable<Tensor, Tensor> Sigmoid = [];

    [ThreadStatic]
    private static bool _active;

    /// <summary>Remembers from now until the result is disposed (during a training or evaluation step).</summary>
    public static Scope Begin()
    {
        _active = true;
        return default;
    }

    /// <summary>Notes where probabilities came from.</summary>
    public static Tensor Softmaxed(Tensor logits, Tensor probabilities) => Note(Softmax, logits, probabilities);

    /// <inheritdoc cref="Softmaxed"/>
    public static Tensor Sigmoided(Tensor logits, Tensor probabilities) => Note(Sigmoid, logits, probabilities);

    /// <summary>The logits behind a softmax, if these are known.</summary>
    public static Tensor? BehindSoftmax(Tensor probabilities) => Softmax.TryGetValue(probabilities, out var logits) ? logits : null;

    /// <summary>The logits behind a sigmoid, if these are known.</summary>
    public static Tensor? BehindSigmoid(Tensor probabilities) => Sigmoid.TryGetValue(probabilities, out var logits) ? logits : null;

    private static Tensor Note(ConditionalWeakTable<Tensor, Tensor> memory, Tensor logits, Tensor probabilities)
    {
        if (_active)
        {
            memory.AddOrUpdate(probabilities, logits);
        }

        return probabilities;
    }

    /// <summary>Stops remembering when disposed.</summary>
    public readonly struct Scope : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => _active = false;
    }
}
