namespace Diglot.Graph.Layers;

/// <summary>Functions on single elements that both frameworks have.</summary>
public enum ActivationFunction
{
    /// <summary>x.</summary>
    Linear,

    /// <summary>max(x, 0).</summary>
    ReLU,

    /// <summary>min(max(x, 0), 6).</summary>
    ReLU6,

    /// <summary>x above 0, slope · x below.</summary>
    LeakyReLU,

    /// <summary>x above 0, alpha · (eˣ − 1) below.</summary>
    ELU,

    /// <summary>x above 0, alpha · (e^(x / alpha) − 1) below.</summary>
    CELU,

    /// <summary>ELU with fixed alpha, scaled: 1.0507 · ELU(x, 1.6733).</summary>
    SELU,

    /// <summary>x · Φ(x), with the error function.</summary>
    GELU,

    /// <summary>x · Φ(x), with tanh in place of the error function.</summary>
    GELUTanh,

    /// <summary>x · sigmoid(x), also called swish.</summary>
    SiLU,

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    Sigmoid,

    /// <summary>log of the sigmoid.</summary>
    LogSigmoid,

    /// <summary>relu6(x + 3) / 6.</summary>
    HardSigmoid,

    /// <summary>x · relu6(x + 3) / 6.</summary>
    HardSiLU,

    /// <summary>min(max(x, −1), 1).</summary>
    HardTanh,

    /// <summary>tanh x.</summary>
    Tanh,

    /// <summary>x − tanh x.</summary>
    TanhShrink,

    /// <summary>log(1 + eˣ).</summary>
    Softplus,

    /// <summary>x / (1 + |x|).</summary>
    Softsign,

    /// <summary>x · tanh(softplus x).</summary>
    Mish,

    /// <summary>eˣ.</summary>
    Exponential,

    /// <summary>x beyond a limit, 0 between −limit and limit.</summary>
    HardShrink,

    /// <summary>x moved towards 0 by a limit, 0 between.</summary>
    SoftShrink,

    /// <summary>0 below −1, 1 above 1, (x + 1) / 2 between.</summary>
    SparseSigmoid,

    /// <summary>0 below −1, x above 1, (x + 1)² / 4 between.</summary>
    SparsePlus,

    /// <summary>(x + √(x² + b)) / 2.</summary>
    Squareplus,
}
