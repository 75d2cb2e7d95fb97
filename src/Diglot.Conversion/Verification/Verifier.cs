using Diglot.Conversion.Files;
using Diglot.Keras.Models;
using Diglot.Torch.NN.Core;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Verification;

/// <summary>Runs both sides of a conversion on the same inputs and compares what they compute.</summary>
public static class Verifier
{
    /// <summary>The usual tolerance: float32 sums in another order differ by less.</summary>
    public const double DefaultTolerance = 1e-5;

    private static readonly int[] BatchSizes = [1, 3];

    /// <summary>A Keras model beside the PyTorch network that was made from it, layer by layer.</summary>
    /// <param name="model">The Keras side, run by the Keras layers.</param>
    /// <param name="converted">The conversion; its network is run by the PyTorch modules.</param>
    /// <param name="state">Weights to run the PyTorch side with, as read from a file; null for the conversion's own.</param>
    public static VerificationReport Compare(Model model, TorchConversion converted, StateDict? state = null)
    {
        if (state is not null)
        {
            converted.Module.load_state_dict(state);
        }

        var source = converted.Source;
        var layers = model.layers.Where(layer => source.Nodes.Any(node => node.Path == layer.name && node.Call == 0) && source.Nodes.All(node => node.Path != layer.name || node.Call == 0)).ToArray();
        var inner = new Functional(model.inputs.ToArray(), layers.Select(static layer => layer.output).ToArray());
        return Worst(batch =>
        {
            var inputs = source.Inputs.Select((input, i) => Example(input, batch, i)).ToArray();
            var tensors = inputs.Select(static input => new Tensor(input)).ToArray();
            var values = converted.Trace(inputs);
            var found = inner.call_all(tensors, training: false);
            var compared = layers.Select((layer, i) => (layer.name, Mine: found[i].Data, Value: source.Nodes.Last(node => node.Path == layer.name).Output))
                .Where(entry => values.ContainsKey(entry.Value))
                .Select(entry => ValueDifference.Between(entry.name, entry.Mine, values[entry.Value])).ToArray();
            var outputs = model.call_all(tensors, training: false).Select((output, i) => ValueDifference.Between($"output {i}", output.Data, values[source.Outputs[i]])).ToArray();
            return (compared, outputs);
        });
    }

    /// <summary>A PyTorch network beside the Keras model that was made from it; outputs.</summary>
    public static VerificationReport Compare(nn.Module network, KerasConversion converted, Model model)
    {
        network.eval();
        return Worst(batch =>
        {
            var inputs = converted.Source.Inputs.Select((input, i) => Example(input, batch, i)).ToArray();
            Tensor[] theirs = [.. inputs.Select(static input => new Tensor(input))];
            Tensor[] ours = [.. converted.Source.Inputs.Zip(inputs, (input, array) => new Tensor(converted.Layout.Values[input].Layout.ToTarget(array)))];
            var expected = theirs.Length == 1 ? network.forward(theirs[0]) : network.forward(theirs[0], theirs[1..]);
            var output = converted.Layout.Values[converted.Source.Outputs[0]].Layout.ToSource(model.call_all(ours, training: false)[0].Data);
            return ([], [ValueDifference.Between("output 0", expected.Data, output)]);
        });
    }

    /// <summary>The state in a file of PyTorch weights.</summary>
    public static StateDict State(string path)
    {
        var state = new StateDict();
        foreach (var (name, data) in SourceReader.Weights(path) ?? throw new ConversionRefusedException("", $"{Path.GetFileName(path)} holds no weights that are known", "Give a state_dict, a .safetensors or a .npz file."))
        {
            state[name] = new Tensor(data.ToNDArray());
        }

        return state;
    }

    private static VerificationReport Worst(Func<int, (ValueDifference[] Layers, ValueDifference[] Outputs)> run)
    {
        var runs = BatchSizes.Select(run).ToArray();
        var (layers, outputs) = runs.Aggregate(static (a, b) => ([.. a.Layers.Zip(b.Layers, static (x, y) => x.Worse(y))], [.. a.Outputs.Zip(b.Outputs, static (x, y) => x.Worse(y))]));
        return new(layers, outputs, BatchSizes, DefaultTolerance);
    }

    // Fixed seeds: the same verification prints the same numbers again.
    private static NDArray Example(Value input, int batch, int number)
    {
        int[] shape = [.. input.Shape.Select((length, axis) => axis == 0 ? batch : length
            ?? throw new ConversionRefusedException(input.Name, $"the length of axis {axis} of the input {input.Shape} is open", "Verify a model with a whole input shape."))];
        var random = new System.Random(1000 * batch + number);
        return NDArray.From([.. Enumerable.Range(0, shape.Aggregate(1, static (a, b) => a * b)).Select(_ => (float)(2 * random.NextDouble() - 1))]).Reshape(shape).To(input.Type);
    }
}
