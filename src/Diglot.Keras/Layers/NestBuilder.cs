namespace Diglot.Keras.Layers;

/// <summary>Makes structures from collection expressions: <c>[a, b]</c>.</summary>
public static class NestBuilder
{
    /// <summary>A list of items.</summary>
    public static Nest<T> Create<T>(ReadOnlySpan<T> items) => items.ToArray();
}
