using System.Text.Json.Nodes;
using Diglot.Tensors.Random;

namespace Diglot.Keras.Initializers;

/// <summary>
/// An initializer that draws numbers. Without a seed it takes one from Python's generator when it is made, so that
/// <c>set_random_seed</c> and the order of construction decide the values; the same object gives the same values again.
/// </summary>
public abstract class RandomInitializer : Initializer
{
    private readonly long? _given;
    private readonly long _drawn;

    /// <summary>Takes the seed.</summary>
    /// <param name="seed">Any whole number; null draws one.</param>
    private protected RandomInitializer(long? seed) => (_given, _drawn) = (seed, seed ?? KerasRandom.MakeDefaultSeed());

    /// <summary>The seed as given; null where it was drawn.</summary>
    private protected JsonNode? SeedConfig => _given is { } seed ? JsonValue.Create(seed) : null;

    /// <inheritdoc/>
    public override NDArray Call(Shape shape, DType type) => Filled(shape, type, (values, seed) => Draw(values, shape, seed));

    /// <summary>An array whose values a function draws.</summary>
    private protected NDArray Filled(Shape shape, DType type, Action<float[], (long First, long Second)> draw)
    {
        var values = new float[shape.Length];
        draw(values, (_drawn, 0));
        return NDArray.From(values, shape).To(type);
    }

    /// <summary>Draws all values, in float32 as Keras on TensorFlow does.</summary>
    private protected abstract void Draw(float[] values, Shape shape, (long First, long Second) seed);
}
