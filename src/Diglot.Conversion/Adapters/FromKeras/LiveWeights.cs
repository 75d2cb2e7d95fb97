using Diglot.Keras.Models;

namespace Diglot.Conversion.Adapters.FromKeras;

/// <summary>The weights of a live model, by layer name. They are shared, not copied.</summary>
internal sealed class LiveWeights(Model model) : IKerasWeights
{
    public IReadOnlyList<ArraySource> Of(KerasSpec layer) => [.. Find(layer).weights.Select(static variable => new MemorySource(variable.value.Data))];

    private Diglot.Keras.Layers.Layer Find(KerasSpec layer) => layer.Parent is { Parent: not null } parent ? ((Model)Find(parent)).get_layer(layer.Name) : model.get_layer(layer.Name);
}
