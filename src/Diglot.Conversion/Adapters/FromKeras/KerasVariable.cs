namespace Diglot.Conversion.Adapters.FromKeras;

/// <summary>A variable that a Keras layer of this configuration has.</summary>
internal sealed record KerasVariable(string Name, int[] Shape, bool IsTrainable);
