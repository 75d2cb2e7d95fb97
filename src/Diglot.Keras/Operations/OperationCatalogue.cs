using System.Text.Json.Nodes;
using static Diglot.Keras.Activations.ActivationFunctions;

namespace Diglot.Keras.Operations;

/// <summary>The one list of functions that files name as nodes of graphs: the activations of <c>keras.ops</c> and <c>keras.activations</c>.</summary>
internal static class OperationCatalogue
{
    private static readonly Dictionary<string, Func<JsonObject, Func<Tensor, Tensor>>> Functions = new()
    {
        ["Relu"] = static _ => static x => relu(x),
        ["Relu6"] = static _ => relu6,
        ["ReLU"] = static config => x => relu(x, Number(config, "negative_slope", 0), (double?)config["max_value"], Number(config, "threshold", 0)),
        ["LeakyRelu"] = static config => x => leaky_relu(x, Number(config, "negative_slope", 0.2)),
        ["Elu"] = static config => x => elu(x, Number(config, "alpha", 1)),
        ["Selu"] = static _ => selu,
        ["Celu"] = static config => x => celu(x, Number(config, "alpha", 1)),
        ["Gelu"] = static config => x => gelu(x, (bool?)config["approximate"] ?? true),
        ["Silu"] = static _ => silu,
        ["HardSilu"] = static _ => hard_silu,
        ["Sigmoid"] = static _ => sigmoid,
        ["HardSigmoid"] = static _ => hard_sigmoid,
        ["LogSigmoid"] = static _ => log_sigmoid,
        ["SparseSigmoid"] = static _ => sparse_sigmoid,
        ["Tanh"] = static _ => tanh,
        ["HardTanh"] = static _ => static x => x.Clamp(-1, 1),
        ["TanhShrink"] = static _ => tanh_shrink,
        ["Softplus"] = static _ => softplus,
        ["SparsePlus"] = static _ => sparse_plus,
        ["Squareplus"] = static config => x => squareplus(x, Number(config, "b", 4)),
        ["Softsign"] = static _ => softsign,
        ["Mish"] = static _ => mish,
        ["Exp"] = static _ => exponential,
        ["HardShrink"] = static config => x => hard_shrink(x, Number(config, "threshold", 0.5)),
        ["SoftShrink"] = static config => x => soft_shrink(x, Number(config, "threshold", 0.5)),
        ["Threshold"] = static config => x => threshold(x, Number(config, "threshold", 0), Number(config, "default_value", 0)),
        ["Softmax"] = static config => x => softmax(x, Axis(config)),
        ["LogSoftmax"] = static config => x => log_softmax(x, Axis(config)),
        ["Sparsemax"] = static config => x => sparsemax(x, Axis(config)),
        ["Glu"] = static config => x => glu(x, Axis(config)),
    };

    /// <summary>Whether a node of a graph is one of these functions.</summary>
    public static bool Has(string? module, string className)
        => module is "keras.src.ops.nn" or "keras.src.ops.numpy" or "keras.src.activations.activations" && Functions.ContainsKey(className);

    /// <summary>The function with its settings.</summary>
    public static Func<Tensor, Tensor> Function(string className, JsonObject config) => Functions[className](config);

    private static double Number(JsonObject config, string name, double otherwise) => (double?)config[name] ?? otherwise;

    private static int Axis(JsonObject config) => (int?)config["axis"] ?? -1;
}
