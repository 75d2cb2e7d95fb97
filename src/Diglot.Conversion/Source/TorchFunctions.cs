using Diglot.Conversion.Adapters.ToTorch;

namespace Diglot.Conversion.Source;

/// <summary>Functions that do what a module without state does.</summary>
internal static class TorchFunctions
{
    private static readonly Dictionary<string, string> Table = new()
    {
        ["ReLU"] = "F.relu",
        ["ReLU6"] = "F.relu6",
        ["LeakyReLU"] = "F.leaky_relu",
        ["ELU"] = "F.elu",
        ["CELU"] = "F.celu",
        ["SELU"] = "F.selu",
        ["GELU"] = "F.gelu",
        ["SiLU"] = "F.silu",
        ["Sigmoid"] = "torch.sigmoid",
        ["LogSigmoid"] = "F.logsigmoid",
        ["Hardsigmoid"] = "F.hardsigmoid",
        ["Hardswish"] = "F.hardswish",
        ["Hardtanh"] = "F.hardtanh",
        ["Tanh"] = "torch.tanh",
        ["Tanhshrink"] = "F.tanhshrink",
        ["Softplus"] = "F.softplus",
        ["Softsign"] = "F.softsign",
        ["Mish"] = "F.mish",
        ["Hardshrink"] = "F.hardshrink",
        ["Softshrink"] = "F.softshrink",
        ["Softmax"] = "torch.softmax",
        ["LogSoftmax"] = "torch.log_softmax",
        ["Flatten"] = "torch.flatten",
    };

    /// <summary>Whether a module's work is commonly written as a function.</summary>
    public static bool Has(TorchCall call) => Table.ContainsKey(call.ClassName) && (call.ClassName != "Flatten" || call.Arguments.Count == 0);

    /// <summary>Whether a class is an activation.</summary>
    public static bool IsActivation(string className) => (Table.ContainsKey(className) && className != "Flatten") || className == "PReLU";

    /// <summary>The function's name and its arguments behind the input.</summary>
    public static (string Function, IReadOnlyList<(string? Name, object? Value)> Arguments) Of(TorchCall call)
        => (Table[call.ClassName], call.ClassName == "Flatten" ? [(null, 1)] : call.Arguments);
}
