namespace Diglot.Conversion.Adapters.FromOnnx.Running;

/// <summary>What ONNX's operations compute (https://onnx.ai/onnx/operators/), by name; built on the engine's tensors, so that gradients flow.</summary>
internal static class OnnxOperators
{
    private static readonly Dictionary<string, Func<OnnxCall, Tensor[]>> All = new[] { ElementwiseOperators.All, ShapeOperators.All, ReductionOperators.All, WindowOperators.All, LayerOperators.All, RecurrentOperators.All }
        .SelectMany(static table => table).ToDictionary();

    /// <summary>Names of the operations.</summary>
    public static IEnumerable<string> Names => All.Keys;

    /// <summary>Runs a node.</summary>
    /// <exception cref="ConversionRefusedException">Its operation is not known, or used in a way that is not.</exception>
    public static Tensor[] Run(OnnxCall call)
    {
        if (call.Node.Domain.Length > 0 || !All.TryGetValue(call.Node.Operator, out var run))
        {
            throw call.Refuse($"the operation {(call.Node.Domain.Length > 0 ? call.Node.Domain + "." : "")}{call.Node.Operator} is not known", "Export the network without it, or convert its weights alone.", $"ONNX {call.Node.Operator}");
        }

        try
        {
            return run(call);
        }
        catch (Exception exception) when (exception is ArgumentException or IndexOutOfRangeException or OverflowException or InvalidOperationException)
        {
            throw call.Refuse($"it does not take what it is given ({exception.Message.TrimEnd('.')})", "Check the shapes of the inputs.");
        }
    }

    /// <summary>An operation with one result.</summary>
    public static KeyValuePair<string, Func<OnnxCall, Tensor[]>> Of(string name, Func<OnnxCall, Tensor> run) => KeyValuePair.Create<string, Func<OnnxCall, Tensor[]>>(name, call => [run(call)]);
}
