namespace Diglot.Conversion;

/// <summary>What a conversion of files did.</summary>
/// <param name="Source">The source as a graph; null where only weights moved between formats of one framework.</param>
/// <param name="ToTorch">The PyTorch side, if that was the target.</param>
/// <param name="ToKeras">The Keras side, if that was the target.</param>
/// <param name="Notes">What the user should know.</param>
/// <param name="Files">The files that were written.</param>
public sealed record ConversionResult(NetworkGraph? Source, TorchConversion? ToTorch, KerasConversion? ToKeras, IReadOnlyList<ConversionNote> Notes, IReadOnlyList<string> Files)
{
    /// <summary>Where each weight of the target comes from.</summary>
    public IReadOnlyList<WeightMapping> Weights => ToTorch?.Weights ?? ToKeras?.Weights ?? [];
}
