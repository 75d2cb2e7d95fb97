namespace Diglot.Tensors.Kernels.Chains;

/// <summary>Activations whose gradient follows from their result, so that a chain need not keep their argument.</summary>
public enum ActivationKind
{
    /// <summary>y = x.</summary>
    Linear,

    /// <summary>y = max(x, 0); dy/dx = [y &gt; 0]. NaN stays NaN.</summary>
    Relu,

    /// <summary>y = 1 / (1 + e⁻ˣ); dy/dx = y (1 − y).</summary>
    Sigmoid,

    /// <summary>y = tanh x; dy/dx = 1 − y².</summary>
    Tanh,
}
