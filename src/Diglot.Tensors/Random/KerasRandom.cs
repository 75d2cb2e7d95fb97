namespace Diglot.Tensors.Random;

/// <summary>
/// Keras's global random state: what <c>keras.utils.set_random_seed</c> seeds (https://keras.io/api/utils/python_utils/), namely Python's
/// <c>random</c>, NumPy's global <c>RandomState</c> and the backend's seed; the backend followed here is TensorFlow. Safe for use from several threads.
/// </summary>
public static class KerasRandom
{
    private static readonly Lock Gate = new();
    private static readonly PythonRandom Python = new((int)(Environment.TickCount64 & int.MaxValue));
    private static readonly NumPyRandomState NumPy = new((uint)Environment.TickCount64);
    private static KerasSeedGenerator? _global;

    /// <summary>The seed last given to <see cref="SetRandomSeed"/>; none at the start of a program.</summary>
    public static long? GlobalSeed { get; private set; }

    /// <summary><c>keras.utils.set_random_seed(seed)</c>.</summary>
    /// <param name="seed">The seed, 0 … 2^32 − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The seed is outside, which NumPy refuses too.</exception>
    public static void SetRandomSeed(long seed)
    {
        if (seed is < 0 or > uint.MaxValue)
        {
            throw new ArgumentOutOfRangeException(nameof(seed), seed, "set_random_seed expects an integer from 0 to 2^32 - 1, as NumPy does.");
        }

        lock (Gate)
        {
            Python.Seed(seed);
            NumPy.Seed((uint)seed);
            GlobalSeed = seed;
            _global = null;
        }
    }

    /// <summary>
    /// <c>make_default_seed()</c>: the seed of an initialiser or <see cref="KerasSeedGenerator"/> that was given none, one
    /// <c>random.randint(1, 10**9)</c> at construction. Zeros, ones and constants draw none.
    /// </summary>
    /// <returns>A seed from 1 to 1,000,000,000.</returns>
    public static long MakeDefaultSeed()
    {
        lock (Gate)
        {
            return Python.RandInt(1, 1_000_000_000);
        }
    }

    /// <summary><c>draw_seed(None)</c>: the next pair of the global generator, made at its first use, for <c>keras.random</c> functions without a seed.</summary>
    /// <returns>A pair of seeds.</returns>
    public static (long First, long Second) DrawSeed()
    {
        lock (Gate)
        {
            return (_global ??= new KerasSeedGenerator()).NextUnordered();
        }
    }

    /// <summary><c>keras.backend.clear_session()</c> as far as it concerns random numbers: forgets the global generator of <see cref="DrawSeed"/>.</summary>
    public static void ClearSession()
    {
        lock (Gate)
        {
            _global = null;
        }
    }

    /// <summary>
    /// The row order of <c>fit(shuffle=True)</c>: after <see cref="SetRandomSeed"/> the same in every epoch, as with the TensorFlow backend
    /// (<see cref="TensorFlowRandom.ShuffleOrder"/>); without a global seed a new one for each call.
    /// </summary>
    /// <param name="count">Number of training rows, validation rows not counted.</param>
    /// <returns>The rows in the order in which batches take them.</returns>
    public static long[] FitOrder(int count)
    {
        if (GlobalSeed is { } seed)
        {
            return TensorFlowRandom.ShuffleOrder(count, seed);
        }

        lock (Gate)
        {
            return NumPy.Permutation(count);
        }
    }

    /// <summary>Runs an action on NumPy's global generator (<c>numpy.random.rand</c> and its like) while nobody else does.</summary>
    /// <param name="action">What to draw.</param>
    public static void WithNumPy(Action<NumPyRandomState> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (Gate)
        {
            action(NumPy);
        }
    }

    /// <summary>Runs an action on Python's global generator (the functions of the module <c>random</c>) while nobody else does.</summary>
    /// <param name="action">What to draw.</param>
    public static void WithPython(Action<PythonRandom> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (Gate)
        {
            action(Python);
        }
    }
}
