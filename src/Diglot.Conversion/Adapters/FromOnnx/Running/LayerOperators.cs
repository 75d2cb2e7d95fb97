using static Diglot.Conversion.Adapters.FromOnnx.Running.OnnxOperators;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Adapters.FromOnnx.Running;

/// <summary>Normalizations; batch normalization with the stored statistics.</summary>
internal static class LayerOperators
{
    public static KeyValuePair<string, Func<OnnxCall, Tensor[]>>[] All { get; } =
    [
        Of("BatchNormalization", static call => call.Node.Integer("training_mode", 0) == 0
            ? F.batch_norm(call.X, call.Input(3), call.Input(4), call.Input(1), call.Input(2), training: false, eps: call.Node.Number("epsilon", 1e-5))
            : throw call.Refuse("it is in training mode", "Call model.eval() before the export.", "BatchNormalization(training_mode)")),
        Of("LayerNormalization", static call => LayerNormalization(call)),
        Of("InstanceNormalization", static call => F.instance_norm(call.X, weight: call.Input(1), bias: call.Input(2), eps: call.Node.Number("epsilon", 1e-5))),
        Of("GroupNormalization", static call => GroupNormalization(call)),
        Of("LRN", static call => F.local_response_norm(call.X, (int)call.Node.Integer("size", 1), call.Node.Number("alpha", 1e-4), call.Node.Number("beta", 0.75), call.Node.Number("bias", 1))),
    ];

    private static Tensor LayerNormalization(OnnxCall call)
    {
        var x = call.X;
        var axis = call.Axis(call.Node.Integer("axis", -1), x.Rank);
        return F.layer_norm(x, x.Shape.AsSpan()[axis..].ToArray(), call.Optional(1), call.Optional(2), call.Node.Number("epsilon", 1e-5));
    }

    // Before version 21 there was one scale a group.
    private static Tensor GroupNormalization(OnnxCall call)
    {
        var groups = (int)call.Node.Integer("num_groups", 1);
        Tensor EachChannel(Tensor weight) => weight.Length == call.X.Shape[1] ? weight : weight.Repeat(call.X.Shape[1] / groups, 0);
        return F.group_norm(call.X, groups, EachChannel(call.Input(1)), EachChannel(call.Input(2)), call.Node.Number("epsilon", 1e-5));
    }
}
