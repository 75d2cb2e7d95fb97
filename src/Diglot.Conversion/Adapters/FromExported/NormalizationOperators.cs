namespace Diglot.Conversion.Adapters.FromExported;

/// <summary>Batch, layer, group and root mean square normalization.</summary>
internal static class NormalizationOperators
{
    public static IEnumerable<(string, Func<ExportedCall, Value>)> All { get; } =
    [
        ("batch_norm", Batch), ("native_batch_norm", Batch), ("_native_batch_norm_legit", Batch), ("_native_batch_norm_legit_functional", Batch), ("_native_batch_norm_legit_no_training", Batch), ("cudnn_batch_norm", Batch),
        ("layer_norm", LayerNorm), ("native_layer_norm", LayerNorm), ("group_norm", GroupNorm), ("instance_norm", InstanceNorm), ("rms_norm", RootMeanSquare),
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

    private static Value GroupNorm(ExportedCall call) => call.Layer(
        "GroupNorm",
        call.Input("input"),
        [("num_groups", call.Sizes("num_groups", 1)[0]), ("eps", call.Number("eps") ?? 1e-5)],
        ("weight", call.Weight("weight", 1)), ("bias", call.Weight("bias", 1)));

    // Statistics of each example; running ones are weights that nothing here asks for, and so refused.
    private static Value InstanceNorm(ExportedCall call)
    {
        var input = call.Input("input");
        _ = (call.Argument("momentum"), call.Flag("use_input_stats") ? 0 : throw call.Unknown());
        return call.Layer(
            $"InstanceNorm{Math.Clamp(input.Shape.Rank - 2, 1, 3)}d",
            input,
            [("num_features", input.Shape[1] ?? throw call.Unknown()), ("eps", call.Number("eps") ?? 1e-5)],
            ("weight", call.Weight("weight", 1)), ("bias", call.Weight("bias", 1)));
    }

    private static Value RootMeanSquare(ExportedCall call) => call.Layer(
        "RMSNorm",
        call.Input("input"),
        [("normalized_shape", call.Sizes("normalized_shape", 1)), ("eps", call.Number("eps"))],
        ("weight", call.Weight("weight", call.Ints("normalized_shape").Length)));
}
