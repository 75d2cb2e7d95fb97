using static Diglot.Conversion.Adapters.FromOnnx.Running.OnnxOperators;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Adapters.FromOnnx.Running;

/// <summary>Operations on each element.</summary>
internal static class ElementwiseOperators
{
    public static KeyValuePair<string, Func<OnnxCall, Tensor[]>>[] All { get; } =
    [
        Of("Add", static call => call.X + call.Input(1)),
        Of("Sub", static call => call.X - call.Input(1)),
        Of("Mul", static call => call.X * call.Input(1)),
        Of("Div", static call => call.X.Type.IsFloatingPoint ? call.X / call.Input(1) : Quotient(call.X, call.Input(1))),
        Of("Mod", static call => call.Node.Integer("fmod", 0) == 0 ? call.X % call.Input(1) : call.X - (Quotient(call.X, call.Input(1)) * call.Input(1))),
        Of("Pow", static call => Tensor.Power(call.X, call.Input(1).To(call.X.Type))),
        Of("Max", static call => Folded(call, Tensor.Maximum)),
        Of("Min", static call => Folded(call, Tensor.Minimum)),
        Of("Sum", static call => Folded(call, static (a, b) => a + b)),
        Of("Mean", static call => Folded(call, static (a, b) => a + b) / call.Inputs.Count),
        Of("Equal", static call => call.X.EqualTo(call.Input(1))),
        Of("Less", static call => call.X.Less(call.Input(1))),
        Of("LessOrEqual", static call => call.X.LessOrEqual(call.Input(1))),
        Of("Greater", static call => call.X.Greater(call.Input(1))),
        Of("GreaterOrEqual", static call => call.X.GreaterOrEqual(call.Input(1))),
        Of("And", static call => call.X & call.Input(1)),
        Of("Or", static call => call.X | call.Input(1)),
        Of("Xor", static call => call.X ^ call.Input(1)),
        Of("Not", static call => ~call.X),
        Of("Where", static call => Tensor.Where(call.X, call.Input(1), call.Input(2))),
        Of("IsNaN", static call => call.X.IsNaN()),
        Of("Identity", static call => call.X),
        Of("Neg", static call => -call.X),
        Of("Abs", static call => call.X.Abs()),
        Of("Sign", static call => call.X.Sign()),
        Of("Reciprocal", static call => call.X.Reciprocal()),
        Of("Sqrt", static call => call.X.Sqrt()),
        Of("Exp", static call => call.X.Exp()),
        Of("Log", static call => call.X.Log()),
        Of("Erf", static call => call.X.Erf()),
        Of("Sin", static call => call.X.Sin()),
        Of("Cos", static call => call.X.Cos()),
        Of("Tan", static call => call.X.Tan()),
        Of("Asin", static call => call.X.Asin()),
        Of("Acos", static call => call.X.Acos()),
        Of("Atan", static call => call.X.Atan()),
        Of("Sinh", static call => call.X.Sinh()),
        Of("Cosh", static call => call.X.Cosh()),
        Of("Floor", static call => call.X.Floor()),
        Of("Ceil", static call => call.X.Ceil()),
        Of("Round", static call => call.X.Round()),
        Of("Relu", static call => call.X.Relu()),
        Of("Sigmoid", static call => call.X.Sigmoid()),
        Of("Tanh", static call => call.X.Tanh()),
        Of("Softplus", static call => call.X.Softplus()),
        Of("Softsign", static call => F.softsign(call.X)),
        Of("Elu", static call => F.elu(call.X, call.Node.Number("alpha", 1))),
        Of("Celu", static call => F.celu(call.X, call.Node.Number("alpha", 1))),
        Of("Selu", static call => Selu(call.X, call.Node.Number("alpha", 1.67326319217681884765625), call.Node.Number("gamma", 1.05070102214813232421875))),
        Of("LeakyRelu", static call => F.leaky_relu(call.X, call.Node.Number("alpha", 0.01))),
        Of("PRelu", static call => call.X.Relu() - ((-call.X).Relu() * call.Input(1))),
        Of("ThresholdedRelu", static call => Tensor.Where(call.X > call.Node.Number("alpha", 1), call.X, call.X * 0)),
        Of("HardSigmoid", static call => ((call.X * call.Node.Number("alpha", 0.2)) + call.Node.Number("beta", 0.5)).Clamp(0, 1)),
        Of("HardSwish", static call => F.hardswish(call.X)),
        Of("Mish", static call => F.mish(call.X)),
        Of("Gelu", static call => F.gelu(call.X, call.Node.Text("approximate", "none"))),
        Of("Shrink", static call => Shrunk(call.X, call.Node.Number("lambd", 0.5), call.Node.Number("bias", 0))),
        Of("Clip", static call => call.X.Clamp(call.Number(1, "min"), call.Number(2, "max"))),
        Of("Cast", static call => call.X.To(OnnxValues.TypeOf((int)call.Node.Integer("to", 1)) ?? throw call.Refuse("it asks for a type that no array has", "Export the network without it."))),
        Of("CastLike", static call => call.X.To(call.Input(1).Type)),
        Of("Dropout", static call => call.X),
        Of("Softmax", static call => Along(call, static (x, axis) => x.Softmax(axis))),
        Of("LogSoftmax", static call => Along(call, static (x, axis) => x.LogSoftmax(axis))),
    ];

    // Rounded towards zero, as in C.
    private static Tensor Quotient(Tensor a, Tensor b) => a.Type.IsFloatingPoint ? (a / b).Truncate() : (a.To(DType.Float64) / b.To(DType.Float64)).Truncate().To(a.Type);

    private static Tensor Folded(OnnxCall call, Func<Tensor, Tensor, Tensor> combine) => call.Inputs.Select((_, i) => call.Input(i)).Aggregate(combine);

    private static Tensor Selu(Tensor x, double alpha, double gamma) => ((x.Relu() + ((-(-x).Relu()).Exp() - 1) * alpha) * gamma);

    private static Tensor Shrunk(Tensor x, double limit, double bias)
    {
        var none = x * 0;
        return Tensor.Where(x > limit, x - bias, Tensor.Where(x < -limit, x + bias, none));
    }

    // Before version 13 the axis and all behind it counted as one.
    private static Tensor Along(OnnxCall call, Func<Tensor, int, Tensor> run)
    {
        var x = call.X;
        var axis = call.Axis(call.Node.Integer("axis", call.Opset < 13 ? 1 : -1), x.Rank);
        if (call.Opset >= 13 || axis == x.Rank - 1)
        {
            return run(x, axis);
        }

        var shape = x.Shape.AsSpan().ToArray();
        return run(x.Reshape([.. shape[..axis], -1]), axis).Reshape(shape);
    }
}
