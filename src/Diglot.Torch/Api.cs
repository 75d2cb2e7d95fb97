namespace Diglot.Torch;

/// <summary>
/// The names of a PyTorch program: <c>using static Diglot.Torch.Api;</c> gives <c>torch</c>, <c>nn</c>, <c>F</c>, <c>optim</c> and the
/// methods that PyTorch's tensors have.
/// </summary>
public static partial class Api
{
}
