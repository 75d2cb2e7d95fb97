using static Diglot.Conversion.Adapters.FromOnnx.Running.OnnxOperators;

namespace Diglot.Conversion.Adapters.FromOnnx.Running;

/// <summary>Operations that take several elements together, and products of matrices.</summary>
internal static class ReductionOperators
{
    public static KeyValuePair<string, Func<OnnxCall, Tensor[]>>[] All { get; } =
    [
        Over("ReduceSum", static (x, axes, keep) => x.Sum(axes, keep)),
        Over("ReduceMean", static (x, axes, keep) => x.Mean(axes, keep)),
        Over("ReduceMax", static (x, axes, keep) => x.Max(axes, keep)),
        Over("ReduceMin", static (x, axes, keep) => x.Min(axes, keep)),
        Over("ReduceL1", static (x, axes, keep) => x.Abs().Sum(axes, keep)),
        Over("ReduceL2", static (x, axes, keep) => x.Square().Sum(axes, keep).Sqrt()),
        Over("ReduceSumSquare", static (x, axes, keep) => x.Square().Sum(axes, keep)),
        Over("ReduceLogSumExp", static (x, axes, keep) => x.LogSumExp(axes, keep)),
        Over("ReduceProd", static (x, axes, keep) => axes.OrderDescending().Aggregate(x, (y, axis) => y.Product(axis, keep))),
        Of("ArgMax", static call => call.X.ArgMax((int)call.Node.Integer("axis", 0), call.Node.Integer("keepdims", 1) == 1)),
        Of("ArgMin", static call => call.X.ArgMin((int)call.Node.Integer("axis", 0), call.Node.Integer("keepdims", 1) == 1)),
        Of("CumSum", static call => call.Node.Integer("exclusive", 0) + call.Node.Integer("reverse", 0) == 0 ? call.X.CumulativeSum((int)call.Number(1, "axis")!.Value) : throw call.Refuse("only sums from the beginning are known", "Export the network without it.")),
        Of("MatMul", static call => Tensor.MatMul(call.X, call.Input(1))),
        Of("Gemm", static call => Gemm(call)),
        Of("Einsum", static call => Diglot.Autograd.Functional.Einsum.Run(call.Node.Text("equation", ""), [.. call.Inputs.Select((_, i) => call.Input(i))])),
    ];

    private static KeyValuePair<string, Func<OnnxCall, Tensor[]>> Over(string name, Func<Tensor, int[], bool, Tensor> run) => Of(name, call =>
    {
        var axes = call.Numbers(1, "axes") ?? [];
        if (axes.Length == 0 && call.Node.Integer("noop_with_empty_axes", 0) == 1)
        {
            return call.X;
        }

        return run(call.X, axes.Length == 0 ? [.. Enumerable.Range(0, call.X.Rank)] : [.. axes.Select(axis => call.Axis(axis, call.X.Rank))], call.Node.Integer("keepdims", 1) == 1);
    });

    private static Tensor Gemm(OnnxCall call)
    {
        var a = call.Node.Integer("transA", 0) == 1 ? call.X.Transpose() : call.X;
        var b = call.Node.Integer("transB", 0) == 1 ? call.Input(1).Transpose() : call.Input(1);
        var (alpha, beta) = (call.Node.Number("alpha", 1), call.Node.Number("beta", 1));
        var product = Tensor.MatMul(a, b);
        product = alpha == 1 ? product : product * alpha;
        return call.Optional(2) is not { } c ? product : product + (beta == 1 ? c : c * beta);
    }
}
