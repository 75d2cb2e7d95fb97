namespace Diglot.Torch.NN.Linears;

/// <summary>Gives its input back.</summary>
/// <remarks>Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Identity.html. Keras: <c>Identity</c>.</remarks>
[Face("nn")]
public sealed class Identity : Module
{
    /// <summary>Makes the module; any arguments are ignored, so that it can stand for another module.</summary>
    /// <param name="args">Not used.</param>
    public Identity(params object?[] args) => _ = args;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => input;
}
