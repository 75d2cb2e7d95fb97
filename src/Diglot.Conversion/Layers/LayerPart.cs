namespace Diglot.Conversion.Layers;

/// <summary>One layer of the graph, of the several that a framework's layer may consist of.</summary>
/// <param name="Layer">What is computed.</param>
/// <param name="Part">Its name within the framework's layer; empty for the main one.</param>
internal sealed record LayerPart(Layer Layer, string Part = "");
