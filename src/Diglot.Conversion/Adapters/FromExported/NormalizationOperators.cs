namespace Diglot.Conversion.Adapters.FromExported;

/// <summary>Batch and layer normalization.</summary>
internal static class NormalizationOperators
{
    public static IEnumerable<(string, Func<ExportedCall, Value>)> All { get; } =
    [
        ("batch_norm", Batch), ("native_batch_norm", Batch), ("_native_batch_norm_legit", Batch), ("_native_batch_norm_legit_functional", Batch), ("_native_batch_norm_legit_no_training", Batch), ("cudnn_batch_norm", Batch),
        ("layer_norm", LayerNorm), ("native_layer_norm", LayerNorm),
    ];

    private static Value Batch(ExportedCall call)
    {
        var count = Math.Clamp(call.Input("input").Shape.Rank - 2, 1, 3);
        return call.Layer(
            $"BatchNorm{count}d",
            call.Input("input"),
            [("eps", call.Number("eps") ?? 1e-5), ("momentum", call.Number("momentum") ?? 0.1)],
            ("weight", call.Weight("weight", 1)), ("bias", call.Weight("bias", 1)), ("running_mean", call.Weight("running_mean", 1)), ("running_var", call.Weight("running_var", 1)));
    }

    private static Value LayerNorm(ExportedCall call) => call.Layer(
        "LayerNorm",
        call.Input("input"),
        [("normalized_shape", call.Sizes("normalized_shape", 1)), ("eps", call.Number("eps") ?? 1e-5)],
        ("weight", call.Weight("weight", call.Ints("normalized_shape").Length)), ("bias", call.Weight("bias", call.Ints("normalized_shape").Length)));
}
