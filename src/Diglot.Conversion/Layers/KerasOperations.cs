using Diglot.Conversion.Adapters.FromKeras;

namespace Diglot.Conversion.Layers;

/// <summary>Activations that a functional model of Keras calls as functions: nodes named after classes of <c>keras.src.ops</c>, with no place in files of weights.</summary>
internal static class KerasOperations
{
    private static readonly Dictionary<string, ActivationFunction> Plain = new()
    {
        ["Relu"] = ActivationFunction.ReLU,
        ["Relu6"] = ActivationFunction.ReLU6,
        ["Selu"] = ActivationFunction.SELU,
        ["Silu"] = ActivationFunction.SiLU,
        ["HardSilu"] = ActivationFunction.HardSiLU,
        ["Sigmoid"] = ActivationFunction.Sigmoid,
        ["HardSigmoid"] = ActivationFunction.HardSigmoid,
        ["LogSigmoid"] = ActivationFunction.LogSigmoid,
        ["SparseSigmoid"] = ActivationFunction.SparseSigmoid,
        ["Tanh"] = ActivationFunction.Tanh,
        ["HardTanh"] = ActivationFunction.HardTanh,
        ["TanhShrink"] = ActivationFunction.TanhShrink,
        ["Softplus"] = ActivationFunction.Softplus,
        ["SparsePlus"] = ActivationFunction.SparsePlus,
        ["Softsign"] = ActivationFunction.Softsign,
        ["Mish"] = ActivationFunction.Mish,
        ["Exp"] = ActivationFunction.Exponential,
    };

    /// <summary>Whether a node of this module is a function rather than a layer.</summary>
    public static bool IsOperation(string? module) => module?.StartsWith("keras.src.ops.", StringComparison.Ordinal) == true || module == "keras.src.activations.activations";

    /// <summary>Whether it is one of those that are known.</summary>
    public static bool Has(string className) => Plain.ContainsKey(className)
        || className is "ReLU" or "LeakyRelu" or "Elu" or "Celu" or "Gelu" or "Squareplus" or "HardShrink" or "SoftShrink" or "Threshold" or "Softmax" or "LogSoftmax" or "Glu" or "Sparsemax";

    /// <summary>What a function computes; null where it is not known.</summary>
    public static Layer? Read(KerasLayer node) => node.ClassName switch
    {
        "ReLU" => RectifierConversion.Read(node),
        "LeakyRelu" => new Activation(ActivationFunction.LeakyReLU, node.Number("negative_slope", 0.2)),
        "Elu" => new Activation(ActivationFunction.ELU, node.Number("alpha", 1)),
        "Celu" => new Activation(ActivationFunction.CELU, node.Number("alpha", 1)),
        "Gelu" => new Activation(node.Flag("approximate", true) ? ActivationFunction.GELUTanh : ActivationFunction.GELU),
        "Squareplus" => new Activation(ActivationFunction.Squareplus, node.Number("b", 4)),
        "HardShrink" => new Activation(ActivationFunction.HardShrink, node.Number("threshold", 0.5)),
        "SoftShrink" => new Activation(ActivationFunction.SoftShrink, node.Number("threshold", 0.5)),
        "Threshold" => new Threshold(node.Number("threshold", 0), node.Number("default_value", 0)),
        "Softmax" => new Softmax(node.Axis(node.Int("axis", -1))),
        "LogSoftmax" => new Softmax(node.Axis(node.Int("axis", -1)), IsLogarithm: true),
        "Glu" => new GatedLinearUnit(node.Axis(node.Int("axis", -1))),
        "Sparsemax" => throw ActivationConversion.NoSparsemax(node),
        var name => Plain.TryGetValue(name, out var function) ? new Activation(function) : null,
    };
}
