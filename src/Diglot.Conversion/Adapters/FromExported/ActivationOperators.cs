namespace Diglot.Conversion.Adapters.FromExported;

/// <summary>Functions on single elements, softmax, dropout.</summary>
internal static class ActivationOperators
{
    public static IEnumerable<(string, Func<ExportedCall, Value>)> All { get; } =
    [
        ("relu", Plain("ReLU")), ("relu6", Plain("ReLU6")), ("selu", Plain("SELU")), ("silu", Plain("SiLU")), ("sigmoid", Plain("Sigmoid")), ("log_sigmoid", Plain("LogSigmoid")), ("log_sigmoid_forward", Plain("LogSigmoid")),
        ("hardsigmoid", Plain("Hardsigmoid")), ("hardswish", Plain("Hardswish")), ("tanh", Plain("Tanh")), ("mish", Plain("Mish")),
        ("leaky_relu", static call => call.Layer("LeakyReLU", call.Input(), [("negative_slope", call.Number("negative_slope") ?? 0.01)])),
        ("elu", Elu),
        ("celu", static call => call.Layer("CELU", call.Input(), [("alpha", call.Number("alpha") ?? 1)])),
        ("gelu", static call => call.Layer("GELU", call.Input(), [("approximate", call.Text("approximate", "none"))])),
        ("hardtanh", static call => call.Layer("Hardtanh", call.Input(), [("min_val", call.Number("min_val") ?? -1), ("max_val", call.Number("max_val") ?? 1)])),
        ("clamp", Clamp),
        ("softplus", Softplus),
        ("hardshrink", static call => call.Layer("Hardshrink", call.Input(), [("lambd", call.Number("lambd") ?? 0.5)])),
        ("softshrink", static call => call.Layer("Softshrink", call.Input(), [("lambd", call.Number("lambd") ?? 0.5)])),
        ("prelu", static call => call.Layer("PReLU", call.Input(), [], ("weight", call.Weight("weight", 1)))),
        ("_prelu_kernel", Prelu),
        ("softmax", Softmax("Softmax")), ("_softmax", Softmax("Softmax")), ("log_softmax", Softmax("LogSoftmax")), ("_log_softmax", Softmax("LogSoftmax")),
        ("dropout", static call => call.Layer("Dropout", call.Input("input"), [("p", call.Number("p"))])),
        ("native_dropout", static call => call.Layer("Dropout", call.Input("input"), [("p", call.Number("p"))])),
        ("feature_dropout", static call => call.Layer($"Dropout{Math.Clamp(call.Input("input").Shape.Rank - 2, 1, 3)}d", call.Input("input"), [("p", call.Number("p"))])),
    ];

    private static Func<ExportedCall, Value> Plain(string className) => call => call.Layer(className, call.Input(), []);

    private static Value Elu(ExportedCall call) => (call.Number("scale") ?? 1) == 1 && (call.Number("input_scale") ?? 1) == 1
        ? call.Layer("ELU", call.Input(), [("alpha", call.Number("alpha") ?? 1)])
        : throw call.Refuse("elu with scales of its own has no counterpart in Keras", "Use F.elu or F.selu.", "elu(scale)");

    private static Value Clamp(ExportedCall call) => (call.Number("min"), call.Number("max")) switch
    {
        (0, null) => call.Layer("ReLU", call.Input(), []),
        ({ } least, { } most) => call.Layer("Hardtanh", call.Input(), [("min_val", least), ("max_val", most)]),
        _ => throw call.Refuse("clamp with one bound other than min=0 has no counterpart in Keras", "Use F.relu, or give both bounds.", "clamp"),
    };

    private static Value Softplus(ExportedCall call)
    {
        _ = call.Number("threshold");
        return call.Layer("Softplus", call.Input(), [("beta", call.Number("beta") ?? 1)]);
    }

    // Decomposed: the slopes were given axes of length 1 to broadcast.
    private static Value Prelu(ExportedCall call) => call.Weight("weight") is { } slope
        ? call.Layer("PReLU", call.Input(), [], ("weight", slope.Reshape((int)slope.Length)))
        : throw call.Unknown();

    private static Func<ExportedCall, Value> Softmax(string className) => call => call.Argument("dtype") is null
        ? call.Layer(className, call.Input(), [("dim", call.Axis(call.Int("dim", -1), call.Input().Shape.Rank))])
        : throw call.Refuse("softmax in another type has no counterpart in Keras", "Leave dtype out.", "softmax(dtype)");
}
