using Diglot.Conversion.Adapters.FromOnnx;
using Diglot.Conversion.Verification.Programs;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Verification;

/// <summary>What a PyTorch network gives for inputs that lie as its own.</summary>
internal static class TorchOutputs
{
    /// <summary>The network's own forward, which gives one tensor.</summary>
    public static Tensor First(nn.Module network, Tensor[] inputs) => inputs switch
    {
        _ when network is OnnxNetwork onnx => onnx.run(inputs)[0],
        [var x] => network.forward(x),
        [var x, var y] => network.forward(x, y),
        _ => network.forward(inputs[0], inputs[1..]),
    };

    /// <summary>All outputs: those of a program by itself; else the first by the network's own forward, further ones by its traced form.</summary>
    public static NDArray[] All(nn.Module network, NetworkGraph source, IReadOnlyList<NDArray> inputs)
    {
        using var mode = torch.no_grad();
        if (network is ProgramNetwork program)
        {
            return [.. program.run([.. inputs.Select(static input => new Tensor(input))]).Select(static output => output.Data)];
        }

        if (network is OnnxNetwork onnx)
        {
            return [.. onnx.run([.. inputs.Select(static input => new Tensor(input))]).Select(static output => output.Data)];
        }

        var first = First(network, [.. inputs.Select(static input => new Tensor(input))]).Data;
        if (source.Outputs.Count == 1)
        {
            return [first];
        }

        var values = Convert.ToTorch(source).Trace([.. inputs]);
        return [first, .. source.Outputs.Skip(1).Select(output => values[output])];
    }
}
