namespace Diglot.Keras.Activations;

/// <summary>Every activation by Keras's names.</summary>
internal static class ActivationCatalogue
{
    /// <summary>Functions by name, defaults as <c>Activation(name)</c> has them.</summary>
    public static IReadOnlyDictionary<string, Func<Tensor, Tensor>> Functions { get; } = new Dictionary<string, Func<Tensor, Tensor>>
    {
        ["linear"] = static x => x,
        ["relu"] = static x => x.Relu(),
        ["relu6"] = static x => ActivationFunctions.relu6(x),
        ["leaky_relu"] = static x => ActivationFunctions.leaky_relu(x),
        ["elu"] = static x => ActivationFunctions.elu(x),
        ["selu"] = ActivationFunctions.selu,
        ["celu"] = static x => ActivationFunctions.celu(x),
        ["gelu"] = static x => ActivationFunctions.gelu(x),
        ["sigmoid"] = static x => x.Sigmoid(),
        ["hard_sigmoid"] = ActivationFunctions.hard_sigmoid,
        ["tanh"] = static x => x.Tanh(),
        ["softmax"] = static x => ActivationFunctions.softmax(x),
        ["log_softmax"] = static x => ActivationFunctions.log_softmax(x),
        ["softplus"] = static x => x.Softplus(),
        ["softsign"] = ActivationFunctions.softsign,
        ["exponential"] = static x => x.Exp(),
        ["silu"] = ActivationFunctions.silu,
        ["swish"] = ActivationFunctions.silu,
        ["hard_silu"] = ActivationFunctions.hard_silu,
        ["hard_swish"] = ActivationFunctions.hard_silu,
        ["mish"] = ActivationFunctions.mish,
        ["log_sigmoid"] = ActivationFunctions.log_sigmoid,
        ["tanh_shrink"] = ActivationFunctions.tanh_shrink,
        ["hard_shrink"] = static x => ActivationFunctions.hard_shrink(x),
        ["soft_shrink"] = static x => ActivationFunctions.soft_shrink(x),
        ["threshold"] = static x => ActivationFunctions.threshold(x, 0, 0),
        ["squareplus"] = static x => ActivationFunctions.squareplus(x),
        ["sparse_plus"] = ActivationFunctions.sparse_plus,
        ["sparse_sigmoid"] = ActivationFunctions.sparse_sigmoid,
        ["sparsemax"] = static x => ActivationFunctions.sparsemax(x),
        ["glu"] = static x => ActivationFunctions.glu(x),
        ["hard_tanh"] = static x => x.Clamp(-1, 1),
    };
}
