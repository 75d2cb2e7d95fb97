using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Files;
using Diglot.Conversion.Passes;
using Diglot.Graph.Layers;
using Diglot.Keras.Models;
using Diglot.Torch.NN.Core;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Verification;

/// <summary>Runs both sides of a conversion on the same inputs and compares what they compute.</summary>
public static class Verifier
{
    /// <summary>The usual tolerance: float32 sums in another order differ by less.</summary>
    public const double DefaultTolerance = 1e-5;

    /// <summary>A Keras model beside the PyTorch network that was made from it, layer by layer.</summary>
    /// <param name="model">The Keras side, run by the Keras layers.</param>
    /// <param name="converted">The conversion; its network is run by the PyTorch modules.</param>
    /// <param name="state">Weights to run the PyTorch side with, as read from a file; null for the conversion's own.</param>
    /// <param name="inputs">What to run both on; random numbers if not given.</param>
    public static VerificationReport Compare(Model model, TorchConversion converted, StateDict? state = null, IReadOnlyList<InputBatch>? inputs = null)
    {
        if (state is not null)
        {
            StateFit.Require(converted.Module.state_dict(), state);
            converted.Module.load_state_dict(state);
        }

        var source = converted.Source;
        var heads = Heads(model, source);
        var layers = model.layers.Where(layer => heads.All(head => head?.Path != layer.name) && source.Nodes.Any(node => node.Path == layer.name && node.Call == 0) && source.Nodes.All(node => node.Path != layer.name || node.Call == 0)).ToArray();
        var inner = new Functional(model.inputs.ToArray(), layers.Select(static layer => layer.output).ToArray());
        return Worst(inputs ?? VerificationInputs.Random(source), batch =>
        {
            Tensor[] tensors = [.. batch.Arrays.Select(static input => new Tensor(input))];
            var values = converted.Trace([.. batch.Arrays]);
            var found = inner.call_all(tensors, training: false);
            var compared = layers.Select((layer, i) => (layer.name, Mine: found[i].Data, Value: source.Nodes.Last(node => node.Path == layer.name).Output))
                .Where(entry => values.ContainsKey(entry.Value))
                .Select(entry => ValueDifference.Between(entry.name, entry.Mine, values[entry.Value])).ToArray();
            var outputs = model.call_all(tensors, training: false).Select((output, i) => (output.Data, Apply(heads[i], values[source.Outputs[i]]))).ToArray();
            return (compared, outputs);
        });
    }

    /// <summary>A PyTorch network beside the Keras model that was made from it, layer by layer.</summary>
    /// <param name="network">The PyTorch side, run by its own forward.</param>
    /// <param name="converted">The conversion.</param>
    /// <param name="model">The Keras side, as read from a file; null for the conversion's own.</param>
    /// <param name="inputs">What to run both on; random numbers if not given.</param>
    public static VerificationReport Compare(nn.Module network, KerasConversion converted, Model? model = null, IReadOnlyList<InputBatch>? inputs = null)
    {
        network.eval();
        model ??= converted.Model;

        // Layers that stand for one value of the network each, by the name of the module it comes from.
        var source = converted.Source;
        var steps = converted.Plan.Steps.Where(step => converted.Plan.Steps.Count(other => other.Name == step.Name) == 1).ToDictionary(static step => step.Output, static step => step.Name);
        var names = model.layers.Select(static layer => layer.name).ToHashSet();
        var pairs = source.Nodes.Where(static node => node.Call == 0)
            .Where(node => converted.Layout.Values.TryGetValue(node.Output, out var place) && steps.TryGetValue(place.Value, out var name) && names.Contains(name))
            .Select(node => (node.Path, node.Output, converted.Layout.Values[node.Output].Layout, Layer: steps[converted.Layout.Values[node.Output].Value]))
            .DistinctBy(static pair => pair.Path).ToArray();
        var inner = new Functional(model.inputs.ToArray(), pairs.Select(pair => model.get_layer(pair.Layer).output).ToArray());
        var plan = Convert.ToTorch(source);
        return Worst(inputs ?? VerificationInputs.Random(source), batch =>
        {
            Tensor[] theirs = [.. batch.Arrays.Select(static input => new Tensor(input))];
            Tensor[] ours = [.. source.Inputs.Zip(batch.Arrays, (input, array) => new Tensor(converted.Layout.Values[input].Layout.ToTarget(array)))];
            var values = plan.Trace([.. batch.Arrays]);
            var found = pairs.Length == 0 ? [] : inner.call_all(ours, training: false);
            var compared = pairs.Select((pair, i) => (pair.Path, Mine: values.GetValueOrDefault(pair.Output), Found: pair.Layout.ToSource(found[i].Data)))
                .Where(static entry => entry.Mine is not null).Select(static entry => ValueDifference.Between(entry.Path, entry.Mine!, entry.Found)).ToArray();
            var outputs = NetworkCall.Run(network, theirs).Zip(model.call_all(ours, training: false))
                .Select((pair, i) => (pair.First.Data, converted.Layout.Values[source.Outputs[i]].Layout.ToSource(pair.Second.Data))).ToArray();
            return (compared, outputs);
        });
    }

    /// <summary>A PyTorch network beside weights that were written from it, run by a network of this library's modules.</summary>
    /// <param name="network">The PyTorch side, run by its own forward.</param>
    /// <param name="converted">The network that the weights were written for.</param>
    /// <param name="state">The weights, as read from a file.</param>
    /// <param name="inputs">What to run both on.</param>
    public static VerificationReport Compare(nn.Module network, TorchConversion converted, StateDict state, IReadOnlyList<InputBatch> inputs)
    {
        network.eval();
        StateFit.Require(converted.Module.state_dict(), state);
        converted.Module.load_state_dict(state);
        return Worst(inputs, batch =>
        {
            var values = converted.Trace([.. batch.Arrays]);
            return ([], [.. NetworkCall.Run(network, [.. batch.Arrays.Select(static input => new Tensor(input))]).Select((output, i) => (output.Data, values[converted.Source.Outputs[i]]))]);
        });
    }

    /// <summary>Refuses to compare a Keras model with a network whose inputs and outputs it does not have.</summary>
    /// <exception cref="ConversionRefusedException">Their counts or shapes differ.</exception>
    public static void RequireAlike(Model model, KerasConversion converted)
    {
        static string Shapes(IEnumerable<object> shapes) => string.Join(" and ", shapes);
        var wanted = Shapes(converted.Source.Inputs.Select(input => converted.Layout.Values[input].Value.Shape));
        var found = Shapes(model.inputs.Select(static input => (object)input.shape));
        if (found != wanted || model.outputs.Count != converted.Source.Outputs.Count)
        {
            throw new ConversionRefusedException("", $"the two files hold different networks: the Keras model takes {found} and gives {model.outputs.Count} values, the PyTorch network takes {wanted} as Keras has it and gives {converted.Source.Outputs.Count}", "Give two files of the same network.");
        }
    }

    /// <summary>A Keras model beside another one, layer by layer where both have a layer of a name.</summary>
    /// <param name="source">One side.</param>
    /// <param name="target">The other side.</param>
    /// <param name="converted">The conversion that made the other of the one; null where their values lie alike.</param>
    /// <param name="inputs">What to run both on, as the one wants it; random numbers if not given.</param>
    /// <exception cref="ConversionRefusedException">They do not take the same inputs or give the same number of outputs.</exception>
    public static VerificationReport Compare(Model source, Model target, KerasConversion? converted = null, IReadOnlyList<InputBatch>? inputs = null)
    {
        var graph = converted?.Source ?? VerificationInputs.Of(source);
        if (converted is null)
        {
            RequireAlike("inputs", source.inputs, target.inputs);
            RequireAlike("outputs", source.outputs, target.outputs);
        }

        ValueLayout? LayoutOf(string layer) => converted is null ? null : converted.Source.Nodes.LastOrDefault(node => node.Path == layer) is { } node && converted.Layout.Values.TryGetValue(node.Output, out var place) ? place.Layout : null;
        var theirs = target.layers.Where(IsComparable).Select(static layer => layer.name).ToHashSet();
        var layers = source.layers.Where(layer => IsComparable(layer) && theirs.Contains(layer.name) && (converted is null || LayoutOf(layer.name) is not null)).ToArray();
        Functional Inner(Model model) => new(model.inputs.ToArray(), layers.Select(layer => model.get_layer(layer.name).output).ToArray());
        var (mine, other) = (Inner(source), Inner(target));
        return Worst(inputs ?? VerificationInputs.Random(graph), batch =>
        {
            Tensor[] given = [.. batch.Arrays.Select(static input => new Tensor(input))];
            Tensor[] taken = converted is null ? given : [.. graph.Inputs.Zip(batch.Arrays, (input, array) => new Tensor(converted.Layout.Values[input].Layout.ToTarget(array)))];
            var (left, right) = layers.Length == 0 ? ([], []) : (mine.call_all(given, training: false), other.call_all(taken, training: false));
            return (
                [.. layers.Select((layer, i) => ValueDifference.Between(layer.name, left[i].Data, LayoutOf(layer.name)?.ToSource(right[i].Data) ?? right[i].Data))],
                [.. source.call_all(given, training: false).Zip(target.call_all(taken, training: false)).Select((pair, i) => (pair.First.Data, converted is null ? pair.Second.Data : converted.Layout.Values[graph.Outputs[i]].Layout.ToSource(pair.Second.Data)))]);
        });

        static bool IsComparable(Diglot.Keras.Layers.Layer layer) => layer is not Diglot.Keras.Layers.Core.InputLayer && KerasLayers.Output(layer) is not null;
        static void RequireAlike(string what, IReadOnlyList<KerasTensor> one, IReadOnlyList<KerasTensor> other)
        {
            string Text(IReadOnlyList<KerasTensor> tensors) => string.Join(", ", tensors.Select(static tensor => tensor.shape));
            if (one.Count != other.Count || one.Zip(other).Any(static pair => pair.First.shape.Count() != pair.Second.shape.Count() || pair.First.shape.Zip(pair.Second.shape).Skip(1).Any(static axis => axis is { First: { } a, Second: { } b } && a != b)))
            {
                throw new ConversionRefusedException("", $"the two models have other {what}: {Text(one)} and {Text(other)}", "Give two files of the same network.");
            }
        }
    }

    /// <summary>The state in a file of PyTorch weights.</summary>
    public static StateDict State(string path)
    {
        var state = new StateDict();
        foreach (var (name, data) in SourceReader.Weights(path) ?? throw new ConversionRefusedException("", $"{Path.GetFileName(path)} holds no weights that are known", "Give a state_dict, a whole module, a .safetensors or a .npz file."))
        {
            state[name] = new Tensor(data.ToNDArray());
        }

        return state;
    }

    /// <summary>The softmax or sigmoid that the conversion left out behind each output, as asked for; null where none was.</summary>
    private static Graph.Node?[] Heads(Model model, NetworkGraph converted) => [.. KerasAdapter.Read(model).Outputs.Zip(converted.Outputs, static (whole, output) =>
        whole.Producer is { Layer: Softmax or Activation { Function: ActivationFunction.Sigmoid } } head && head.Layer.GetType() != output.Producer?.Layer.GetType() ? head : null)];

    private static NDArray Apply(Graph.Node? head, NDArray values) => head?.Layer switch
    {
        null => values,
        Softmax => new Tensor(values).Softmax().Data,
        _ => new Tensor(values).Sigmoid().Data,
    };

    private static VerificationReport Worst(IReadOnlyList<InputBatch> batches, Func<InputBatch, (ValueDifference[] Layers, (NDArray Source, NDArray Target)[] Outputs)> run)
    {
        using var mode = torch.no_grad();
        ValueDifference[] layers = [], outputs = [];
        var (same, rows) = (0L, 0L);
        foreach (var batch in batches)
        {
            var found = run(batch);
            var compared = found.Outputs.Select(static (output, i) => ValueDifference.Between($"output {i}", output.Source, output.Target)).ToArray();
            layers = layers.Length == 0 ? found.Layers : [.. layers.Zip(found.Layers, static (x, y) => x.Worse(y))];
            outputs = outputs.Length == 0 ? compared : [.. outputs.Zip(compared, static (x, y) => x.Worse(y))];
            if (found.Outputs is [var (mine, other)] && mine.Rank == 2 && mine.Shape[1] > 1 && mine.Shape == other.Shape)
            {
                rows += mine.Shape[0];
                same += mine.ArgMax(1).ToArray<long>().Zip(other.ArgMax(1).ToArray<long>()).Count(static pair => pair.First == pair.Second);
            }
        }

        return new(layers, outputs, [.. batches.GroupBy(static batch => batch.Origin).Select(Describe)], DefaultTolerance) { Agreement = rows == 0 ? null : (double)same / rows };
    }

    private static string Describe(IGrouping<string, InputBatch> group)
    {
        var sizes = group.Select(static batch => batch.Count).ToArray();
        return sizes.Length > 1 && sizes.Sum() < 100 ? $"{group.Key}, batches of {string.Join(", ", sizes[..^1])} and {sizes[^1]}"
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{group.Key}, {sizes.Sum():N0} examples");
    }
}
