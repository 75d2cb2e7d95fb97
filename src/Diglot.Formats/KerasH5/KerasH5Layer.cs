namespace Diglot.Formats.KerasH5;

/// <summary>A layer's weights, in the order in which the layer lists them.</summary>
/// <param name="Name">The layer's name; <see cref="TopLevelName"/> for weights of the model itself.</param>
/// <param name="Weights">Its weights; empty for layers without any.</param>
public sealed record KerasH5Layer(string Name, IReadOnlyList<KerasH5Weight> Weights)
{
    /// <summary>The name under which weights of the model itself are kept.</summary>
    public const string TopLevelName = "top_level_model_weights";
}
