using Diglot.Keras.Layers.Core;

namespace Diglot.Keras.Layers;

/// <summary>The one list of layers: every kind that programs and files can name.</summary>
internal static class LayerCatalogue
{
    private static readonly Type[] Kinds =
    [
        typeof(InputLayer), typeof(Dense),
    ];

    /// <summary>Classes by the names in files.</summary>
    public static IReadOnlyDictionary<string, Type> Classes { get; } = Kinds.ToDictionary(static kind => kind.Name);
}
