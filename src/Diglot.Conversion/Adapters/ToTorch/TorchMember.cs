namespace Diglot.Conversion.Adapters.ToTorch;

/// <summary>A module of the network that is written.</summary>
/// <param name="Name">Its path: <c>encoder.conv</c>.</param>
/// <param name="Call">How it is made.</param>
/// <param name="Weights">Its state by key within the module: <c>weight</c>, <c>running_mean</c>; in PyTorch's layout.</param>
public sealed record TorchMember(string Name, TorchCall Call, IReadOnlyList<(string Key, Weight Weight)> Weights)
{
    /// <summary>Whether it computes as in evaluation also while the network is trained: a BatchNormalization that is frozen in Keras.</summary>
    public bool StaysInEvaluation { get; init; }
}
