using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Adapters.ToKeras;
using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Layers;

/// <summary>Functions on single elements: layers, and the <c>activation</c> argument of Keras's layers.</summary>
public sealed class ActivationConversion : LayerConversion
{
    // Keras's name, PyTorch's class, and the parameter that Keras's name stands for.
    private static readonly (ActivationFunction Function, string? Keras, string? Torch, double Parameter)[] Table =
    [
        (ActivationFunction.Linear, "linear", "Identity", 0),
        (ActivationFunction.ReLU, "relu", "ReLU", 0),
        (ActivationFunction.ReLU6, "relu6", "ReLU6", 0),
        (ActivationFunction.LeakyReLU, "leaky_relu", "LeakyReLU", 0.2),
        (ActivationFunction.ELU, "elu", "ELU", 1),
        (ActivationFunction.CELU, "celu", "CELU", 1),
        (ActivationFunction.SELU, "selu", "SELU", 0),
        (ActivationFunction.GELU, "gelu", "GELU", 0),
        (ActivationFunction.GELUTanh, null, "GELU", 0),
        (ActivationFunction.SiLU, "silu", "SiLU", 0),
        (ActivationFunction.Sigmoid, "sigmoid", "Sigmoid", 0),
        (ActivationFunction.LogSigmoid, "log_sigmoid", "LogSigmoid", 0),
        (ActivationFunction.HardSigmoid, "hard_sigmoid", "Hardsigmoid", 0),
        (ActivationFunction.HardSiLU, "hard_silu", "Hardswish", 0),
        (ActivationFunction.HardTanh, "hard_tanh", "Hardtanh", 0),
        (ActivationFunction.Tanh, "tanh", "Tanh", 0),
        (ActivationFunction.TanhShrink, "tanh_shrink", "Tanhshrink", 0),
        (ActivationFunction.Softplus, "softplus", "Softplus", 0),
        (ActivationFunction.Softsign, "softsign", "Softsign", 0),
        (ActivationFunction.Mish, "mish", "Mish", 0),
        (ActivationFunction.Exponential, "exponential", null, 0),
        (ActivationFunction.HardShrink, "hard_shrink", "Hardshrink", 0.5),
        (ActivationFunction.SoftShrink, "soft_shrink", "Softshrink", 0.5),
        (ActivationFunction.SparseSigmoid, "sparse_sigmoid", null, 0),
        (ActivationFunction.SparsePlus, "sparse_plus", null, 0),
        (ActivationFunction.Squareplus, "squareplus", null, 4),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> KerasNames => ["Activation", "LeakyReLU", "ELU"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> TorchNames => [.. Table.Select(static row => row.Torch).OfType<string>().Where(static name => name != "Identity").Distinct()];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Differences =>
    [
        "Keras's layers take activation=…; in PyTorch an activation is a module or function of its own, here named <layer>_<function>.",
        "LeakyReLU: slope 0.3 as a Keras layer, 0.2 as Activation('leaky_relu'), 0.01 in PyTorch.",
        "hard_sigmoid is relu6(x + 3) / 6 in Keras 3 and PyTorch, clip(0.2·x + 0.5) in Keras 2.",
        "gelu is exact (error function) by default in both.",
    ];

    /// <inheritdoc/>
    public override bool Handles(Layer layer) => layer is Activation;

    internal override IReadOnlyList<LayerPart> FromKeras(KerasLayer layer) => layer.ClassName switch
    {
        "LeakyReLU" => [new(new Activation(ActivationFunction.LeakyReLU, layer.NumberOrNone("negative_slope") ?? layer.Number("alpha", 0.3)))],
        "ELU" => [new(new Activation(ActivationFunction.ELU, layer.Number("alpha", 1)))],
        _ => [FromKeras(layer, layer.Node("activation"), layer.Input.Rank) is { } part ? part with { Part = "" } : new(new Identity())],
    };

    /// <summary>The activation of a layer's argument; null for none. The name decides; a registered object is code and refused.</summary>
    internal static LayerPart? FromKeras(KerasLayer layer, JsonNode? node, int rank)
    {
        var name = node switch
        {
            null => "linear",
            JsonValue value when value.TryGetValue<string>(out var text) => text,
            JsonObject function when (string?)function["class_name"] == "function" => (string?)(function["config"] as JsonValue) ?? "",
            JsonObject function => (string?)function["class_name"] ?? "",
            _ => "",
        };
        name = name switch { "swish" => "silu", "hard_swish" => "hard_silu", _ => name };
        if (name == "linear")
        {
            return null;
        }

        if (name is "softmax" or "log_softmax")
        {
            return new(new Softmax(rank - 1, name == "log_softmax"), "activation");
        }

        if (name is "glu" or "sparsemax")
        {
            return name == "glu" ? new(new GatedLinearUnit(rank - 1), "activation") : throw NoSparsemax(layer);
        }

        if (node is JsonObject { } settings && settings["config"] is JsonObject { Count: > 0 } arguments && FromConfig(layer, name, arguments) is { } found)
        {
            return new(found, "activation");
        }

        foreach (var row in Table)
        {
            if (row.Keras == name)
            {
                return new(new Activation(row.Function, row.Parameter), "activation");
            }
        }

        throw layer.Refuse($"the activation '{name}' is not supported", "Use one of Keras's usual activations.", $"activation '{name}'");
    }

    /// <summary>Why sparsemax is refused.</summary>
    internal static ConversionRefusedException NoSparsemax(KerasLayer layer) => layer.Refuse("PyTorch has no sparsemax, and Keras's differs from the paper's", "Use softmax.");

    internal override Layer FromTorch(TorchLayer module)
    {
        switch (module.ClassName)
        {
            case "GELU":
                return new Activation(module.Text("approximate", "none") == "tanh" ? ActivationFunction.GELUTanh : ActivationFunction.GELU);
            case "Hardtanh" when module.Number("min_val", -1) == 0 && module.Number("max_val", 1) == 6:
                return new Activation(ActivationFunction.ReLU6);
            case "Hardtanh" when module.Number("min_val", -1) == 0 && module.Number("max_val", 1) > 0:
                return new Rectifier(module.Number("max_val", 1), 0, 0);
            case "Hardtanh":
                module.Require(module.Number("min_val", -1) == -1 && module.Number("max_val", 1) == 1, "min_val and max_val", "Use −1 and 1, or 0 and a largest value.");
                break;
            case "Softplus":
                module.Require(module.Number("beta", 1) == 1, "beta", "Use beta=1.");
                break;
        }

        var row = Table.First(row => row.Torch == module.ClassName);
        return new Activation(row.Function, row.Function switch
        {
            ActivationFunction.LeakyReLU => module.Number("negative_slope", 0.01),
            ActivationFunction.ELU or ActivationFunction.CELU => module.Number("alpha", 1),
            ActivationFunction.HardShrink or ActivationFunction.SoftShrink => module.Number("lambd", 0.5),
            _ => 0,
        });
    }

    internal override void ToTorch(TorchEmitter emitter, Node node)
    {
        var (function, parameter) = (Activation)node.Layer;
        switch (function)
        {
            case ActivationFunction.Exponential:
                emitter.Operation(node, "torch.exp({0})", "torch.exp({0})", static inputs => inputs[0].Exp());
                return;
            case ActivationFunction.SparseSigmoid:
                emitter.Operation(node, "({0}.clamp(-1, 1) + 1) * 0.5", "({0}.clamp(-1, 1) + 1) * 0.5", static inputs => (inputs[0].Clamp(-1, 1) + 1) * 0.5);
                return;
            case ActivationFunction.SparsePlus:
                emitter.Operation(node, "torch.where({0} < 1, torch.square({0}.clamp(min=-1) + 1) * 0.25, {0})", "torch.where({0} < 1, torch.square({0}.clamp(min: -1) + 1) * 0.25, {0})",
                    static inputs => Tensor.Where(inputs[0].Less(1), (inputs[0].Clamp(-1, null) + 1).Square() * 0.25, inputs[0]));
                return;
            case ActivationFunction.Squareplus:
                var text = $"({{0}} + torch.sqrt(torch.square({{0}}) + {TorchCall.Python(parameter)})) * 0.5";
                emitter.Operation(node, text, text, inputs => (inputs[0] + (inputs[0].Square() + parameter).Sqrt()) * 0.5);
                return;
        }

        var name = Table.First(row => row.Function == function).Torch!;
        emitter.Module(node, function switch
        {
            ActivationFunction.LeakyReLU => new TorchCall(name, ("negative_slope", parameter)),
            ActivationFunction.ELU or ActivationFunction.CELU when parameter != 1 => new TorchCall(name, ("alpha", parameter)),
            ActivationFunction.HardShrink or ActivationFunction.SoftShrink when parameter != 0.5 => new TorchCall(name, ("lambd", parameter)),
            ActivationFunction.GELUTanh => new TorchCall(name, ("approximate", "tanh")),
            _ => new TorchCall(name),
        });
    }

    internal override void ToKeras(KerasEmitter emitter, Node node)
    {
        var (function, parameter) = (Activation)node.Layer;
        switch (function)
        {
            case ActivationFunction.ReLU:
                emitter.Layer(node, "ReLU", []);
                return;
            case ActivationFunction.ReLU6:
                emitter.Layer(node, "ReLU", new JsonObject { ["max_value"] = 6.0 });
                return;
            case ActivationFunction.LeakyReLU:
                emitter.Layer(node, "LeakyReLU", new JsonObject { ["negative_slope"] = parameter });
                return;
            case ActivationFunction.ELU:
                emitter.Layer(node, "ELU", new JsonObject { ["alpha"] = parameter });
                return;
        }

        var row = Table.First(row => row.Function == function);
        if (row.Keras is null || row.Parameter != parameter)
        {
            // No layer has these settings, but the function behind it does.
            var (name, argument, value) = function switch
            {
                ActivationFunction.GELUTanh => ("Gelu", "approximate", JsonValue.Create(true)),
                ActivationFunction.CELU => ("Celu", "alpha", JsonValue.Create(parameter)),
                ActivationFunction.HardShrink => ("HardShrink", "threshold", JsonValue.Create(parameter)),
                ActivationFunction.SoftShrink => ("SoftShrink", "threshold", JsonValue.Create(parameter)),
                _ => ("Squareplus", "b", JsonValue.Create(parameter)),
            };
            emitter.Operation(node, name, new JsonObject { [argument] = value });
            return;
        }

        emitter.Layer(node, "Activation", new JsonObject { ["activation"] = row.Keras });
    }

    private static Activation? FromConfig(KerasLayer layer, string name, JsonObject arguments)
    {
        double Number(string key, double otherwise) => arguments[key] is { } node ? (double)node : otherwise;
        return name switch
        {
            "LeakyReLU" or "leaky_relu" => new Activation(ActivationFunction.LeakyReLU, Number("negative_slope", name == "LeakyReLU" ? 0.3 : 0.2)),
            "ELU" or "elu" => new Activation(ActivationFunction.ELU, Number("alpha", 1)),
            "Gelu" or "gelu" => new Activation((bool?)arguments["approximate"] == true ? ActivationFunction.GELUTanh : ActivationFunction.GELU),
            "ReLU" when arguments["max_value"] is null => new Activation(ActivationFunction.ReLU),
            _ => throw layer.Refuse($"the activation {name} with settings is not supported", "Use the layer of that name instead.", $"activation {name}"),
        };
    }
}
