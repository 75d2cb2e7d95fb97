namespace Diglot.Conversion.Adapters.FromKeras;

/// <summary>Where the variables of a Keras model are.</summary>
internal interface IKerasWeights
{
    /// <summary>The stored variables of one layer, in the layer's order.</summary>
    IReadOnlyList<ArraySource> Of(KerasSpec layer);
}
