namespace Diglot.Conversion.Training;

/// <summary>An argument of an optimizer.</summary>
/// <param name="Keras">Its name in Keras.</param>
/// <param name="Torch">Its name in PyTorch; <c>betas</c> holds two.</param>
/// <param name="KerasDefault">Keras's default.</param>
/// <param name="TorchDefault">PyTorch's default.</param>
internal sealed record OptimizerSetting(string Keras, string Torch, double KerasDefault, double TorchDefault)
{
    /// <summary>Whether it is a truth value.</summary>
    public bool IsFlag { get; init; }

    /// <summary>Whether Keras adds it under the root and PyTorch beside it.</summary>
    public bool IsUnderRoot { get; init; }

    /// <summary>Keras's number as PyTorch needs it.</summary>
    public double ToTorch(double value) => IsUnderRoot ? Math.Sqrt(value) : value;

    /// <summary>PyTorch's number as Keras needs it.</summary>
    public double ToKeras(double value) => IsUnderRoot ? value * value : value;
}
