namespace Diglot.Conversion.Training;

/// <summary>What an optimizer remembers of each weight.</summary>
/// <param name="Name">What it is; the graph holds PyTorch's numbers.</param>
/// <param name="Torch">Its name in PyTorch's state.</param>
internal sealed record OptimizerSlot(string Name, string Torch)
{
    /// <summary>The setting without which there is no such slot; null for always.</summary>
    public string? When { get; init; }

    /// <summary>Keras's number is PyTorch's times this, given the learning rate: Keras remembers the last step, PyTorch a running sum of gradients.</summary>
    public Func<double, double> KerasFactor { get; init; } = static _ => 1;

    /// <summary>An array times a number.</summary>
    public static NDArray Scaled(NDArray array, double factor) => factor == 1 ? array : (new Tensor(array) * factor).Data;
}
