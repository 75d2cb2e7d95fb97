namespace Diglot.Conversion.Adapters.FromOnnx.Running;

/// <summary>RNN, LSTM and GRU (https://onnx.ai/onnx/operators/onnx__LSTM.html): inputs (T, N, D), results (T, directions, N, H); gates in ONNX's order.</summary>
internal static class RecurrentOperators
{
    public static KeyValuePair<string, Func<OnnxCall, Tensor[]>>[] All { get; } =
    [
        KeyValuePair.Create<string, Func<OnnxCall, Tensor[]>>("RNN", static call => Run(call, gates: 1, Simple)),
        KeyValuePair.Create<string, Func<OnnxCall, Tensor[]>>("GRU", static call => Run(call, gates: 3, Gru)),
        KeyValuePair.Create<string, Func<OnnxCall, Tensor[]>>("LSTM", static call => Run(call, gates: 4, Lstm)),
    ];

    /// <summary>One step: what of the input (N, gates · H), the states before, the direction's recurrent weight and bias; gives the states after.</summary>
    private delegate (Tensor Hidden, Tensor? Cell) Step(OnnxCall call, Tensor input, Tensor hidden, Tensor? cell, Tensor recurrent, Tensor? bias, int direction);

    private static Tensor[] Run(OnnxCall call, int gates, Step step)
    {
        Require(call, call.Node.Integer("layout", 0) == 0 && call.Node.Setting<double?>("clip") is null && call.Optional(4) is null && call.Optional(7) is null && call.Node.Integer("input_forget", 0) == 0, "batch-first layout, clipping, lengths, peepholes or coupled gates");
        var (x, way) = (call.X, call.Node.Text("direction", "forward"));
        var (length, batch, directions) = (x.Shape[0], x.Shape[1], call.Input(1).Shape[0]);
        var size = (int)call.Node.Integer("hidden_size", call.Input(2).Shape[2]);
        var (outputs, hiddens, cells) = (new Tensor[directions], new Tensor[directions], new Tensor[directions]);
        for (var d = 0; d < directions; d++)
        {
            var (weight, recurrent) = (call.Input(1).Select(0, d), call.Input(2).Select(0, d));
            var bias = call.Optional(3)?.Select(0, d).Split(gates * size);
            var hidden = call.Optional(5)?.Select(0, d) ?? Tensor.Zeros([batch, size], x.Type);
            var cell = gates == 4 ? call.Optional(6)?.Select(0, d) ?? Tensor.Zeros([batch, size], x.Type) : null;
            var isReverse = way == "reverse" || d == 1;
            var states = new Tensor[length];
            for (var i = 0; i < length; i++)
            {
                var t = isReverse ? length - 1 - i : i;
                var input = Tensor.MatMul(x.Select(0, t), weight.Transpose());
                (hidden, cell) = step(call, bias is null ? input : input + bias[0], hidden, cell, recurrent, bias?[1], d);
                states[t] = hidden;
            }

            (outputs[d], hiddens[d], cells[d]) = (Tensor.Stack(states), hidden, cell ?? hidden);
        }

        return [Tensor.Stack(outputs, 1), Tensor.Stack(hiddens), Tensor.Stack(cells)];
    }

    private static (Tensor Hidden, Tensor? Cell) Simple(OnnxCall call, Tensor input, Tensor hidden, Tensor? cell, Tensor recurrent, Tensor? bias, int direction)
    {
        var sum = input + Recurrent(hidden, recurrent, bias);
        return (Names(call, 1)[direction] switch
        {
            "Tanh" => sum.Tanh(),
            "Relu" => sum.Relu(),
            var other => throw call.Refuse($"its activation {other} is not known", "Use tanh or relu."),
        }, null);
    }

    // Gates: update z, reset r, candidate h.
    private static (Tensor Hidden, Tensor? Cell) Gru(OnnxCall call, Tensor input, Tensor hidden, Tensor? cell, Tensor recurrent, Tensor? bias, int direction)
    {
        Require(call, Names(call, 2).Chunk(2).All(static pair => pair is ["Sigmoid", "Tanh"]), "other activations than sigmoid and tanh");
        var size = hidden.Shape[1];
        var given = input.Split(size, 1);
        if (call.Node.Integer("linear_before_reset", 0) == 1)
        {
            var own = Recurrent(hidden, recurrent, bias).Split(size, 1);
            var (update, reset) = ((given[0] + own[0]).Sigmoid(), (given[1] + own[1]).Sigmoid());
            return (((1 - update) * (given[2] + (reset * own[2])).Tanh()) + (update * hidden), null);
        }

        var (weights, biases) = (recurrent.Split(size), bias?.Split(size));
        var (z, r) = ((given[0] + Recurrent(hidden, weights[0], biases?[0])).Sigmoid(), (given[1] + Recurrent(hidden, weights[1], biases?[1])).Sigmoid());
        var candidate = (given[2] + Recurrent(r * hidden, weights[2], biases?[2])).Tanh();
        return (((1 - z) * candidate) + (z * hidden), null);
    }

    // Gates: input i, output o, forget f, candidate c.
    private static (Tensor Hidden, Tensor? Cell) Lstm(OnnxCall call, Tensor input, Tensor hidden, Tensor? cell, Tensor recurrent, Tensor? bias, int direction)
    {
        Require(call, Names(call, 3).Chunk(3).All(static three => three is ["Sigmoid", "Tanh", "Tanh"]), "other activations than sigmoid and tanh");
        var sum = (input + Recurrent(hidden, recurrent, bias)).Split(hidden.Shape[1], 1);
        var next = (sum[2].Sigmoid() * cell!) + (sum[0].Sigmoid() * sum[3].Tanh());
        return (sum[1].Sigmoid() * next.Tanh(), next);
    }

    private static Tensor Recurrent(Tensor hidden, Tensor weight, Tensor? bias)
    {
        var product = Tensor.MatMul(hidden, weight.Transpose());
        return bias is null ? product : product + bias;
    }

    // The usual ones where none are named: tanh, or sigmoid and tanh.
    private static string[] Names(OnnxCall call, int each) => call.Node.Setting<string[]>("activations")
        ?? [.. Enumerable.Repeat(each == 1 ? ["Tanh"] : each == 2 ? ["Sigmoid", "Tanh"] : new[] { "Sigmoid", "Tanh", "Tanh" }, 2).SelectMany(static names => names)];

    private static void Require(OnnxCall call, bool holds, string what)
    {
        if (!holds)
        {
            throw call.Refuse($"it has {what}, which PyTorch's layers have not", "Export the layer that PyTorch has.");
        }
    }
}
