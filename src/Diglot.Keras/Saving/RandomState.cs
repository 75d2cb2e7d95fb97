using Diglot.Formats;
using Diglot.Keras.Layers;
using Diglot.Tensors.Random;

namespace Diglot.Keras.Saving;

/// <summary>
/// The state of a layer's random generator, where a file keeps one: the pair of seeds, beside the layer's weights. Keras 3.15 writes none (a loaded Dropout
/// begins with its seed again), so nor is it written here; other versions do, and it is taken up.
/// </summary>
internal static class RandomState
{
    /// <summary>The group below the layer's.</summary>
    public const string Group = "seed_generator";

    /// <summary>The state as a variable.</summary>
    private static Variable Of(KerasSeedGenerator seeds) => new(NDArray.From([seeds.State.First, seeds.State.Second]), "seed_generator_state", trainable: false);

    /// <summary>Goes on from a stored state.</summary>
    /// <exception cref="FileFormatException">It is no pair of numbers.</exception>
    public static void Take(KerasSeedGenerator seeds, TensorData stored, string place)
    {
        var state = Of(seeds);
        StoredArray.Fill(state, stored, place);
        var numbers = state.value.ToArray<long>();
        seeds.State = (numbers[0], numbers[1]);
    }
}
