namespace Diglot.Tensors.Random;

/// <summary>
/// Keras's <c>keras.random.SeedGenerator</c> (https://keras.io/api/random/seed_generator/): a pair of seeds whose second counts the calls.
/// Dropout and the other random layers own one each; an initialiser with an integer seed uses the pair (seed, 0) at every call.
/// </summary>
public sealed class KerasSeedGenerator
{
    private readonly Lock _gate = new();

    /// <summary>A generator with the state (seed, 0).</summary>
    /// <param name="seed">The seed; without one Keras draws it from Python's generator, <see cref="KerasRandom.MakeDefaultSeed"/>.</param>
    public KerasSeedGenerator(long? seed = null) => State = (seed ?? KerasRandom.MakeDefaultSeed(), 0);

    /// <summary>The pair that the next call gives, saved with the model as the weight <c>seed_generator_state</c>.</summary>
    public (long First, long Second) State { get; set; }

    /// <summary><c>next()</c>: the present pair; the state then counts up.</summary>
    /// <returns>(seed, 0), (seed, 1), (seed, 2) …</returns>
    public (long First, long Second) Next()
    {
        lock (_gate)
        {
            var state = State;
            State = (state.First, state.Second + 1);
            return state;
        }
    }

    /// <summary>
    /// <c>next(ordered=False)</c>, which Keras uses for the global generator, because threads may call it in any order: both numbers go through
    /// x → 5387·(x + 1) mod 933199.
    /// </summary>
    /// <returns>The present pair.</returns>
    public (long First, long Second) NextUnordered()
    {
        static long Scatter(long x) => (x + 1) * 5387 % 933199;
        lock (_gate)
        {
            var state = State;
            State = (Scatter(state.First), Scatter(state.Second));
            return state;
        }
    }
}
