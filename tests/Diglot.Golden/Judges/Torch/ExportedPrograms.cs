using Diglot.Autograd;
using Diglot.Conversion;
using Diglot.Conversion.Adapters.FromExported;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Formats;
using Diglot.Formats.ExportedProgram;
using Diglot.Formats.TorchArchive;
using Diglot.Golden.Cases;
using Diglot.Golden.Judges.Pairs;
using Diglot.Golden.Running;
using Diglot.Graph;
using Diglot.Keras.Models;
using Diglot.Tensors;
using Diglot.Torch.NN.Core;
using static Diglot.Torch.Api;

namespace Diglot.Golden.Judges.Torch;

/// <summary>An exported program: its state, the network it becomes (values of all modules, gradients, training mode), the Keras model it becomes, and the way back.</summary>
internal static class ExportedPrograms
{
    /// <summary>Compares all of it with what PyTorch computed.</summary>
    /// <param name="golden">The case.</param>
    /// <param name="comparison">Where to note differences.</param>
    /// <param name="file">The program, as a path in the case's folder.</param>
    /// <param name="stateFile">The state_dict beside it.</param>
    /// <param name="io">PyTorch's values.</param>
    /// <param name="parameters">Number of elements of the network's parameters.</param>
    public static void Judge(GoldenCase golden, Comparison comparison, string file, string stateFile, GoldenTensors io, long parameters)
    {
        var program = ExportedProgramReader.Read(golden.PathOf(file));
        State(comparison, file, program, (StateDict)torch.load(golden.PathOf(stateFile)), parameters);

        var graph = ExportedAdapter.Read(program);
        var inputs = graph.Inputs.Select((_, i) => io[$"input.{i}"]).ToArray();
        var converted = Diglot.Conversion.Convert.ToTorch(graph);
        Layers(comparison, file, graph, converted.Trace(inputs), io);
        StepJudge.Gradients(comparison, file, converted, io, inputs, static source => source);
        ToKeras(comparison, file, graph, io, inputs, program.Weights);
    }

    private static void State(Comparison comparison, string file, ExportedProgramFile program, StateDict stored, long parameters)
    {
        comparison.Equal($"{file}: state, names", string.Join(", ", stored.Keys), string.Join(", ", program.Weights.Keys));
        foreach (var (name, tensor) in stored.Where(entry => program.Weights.ContainsKey(entry.Key)))
        {
            comparison.Equal($"{file}: type of {name}", tensor.Type, program.Weights[name].Type);
            comparison.Same($"{file}: {name}", tensor.Data, program.Weights[name].ToNDArray(), 0, 0);
        }

        comparison.Equal($"{file}: parameters", parameters, program.Weights.Values.OfType<TorchStridedTensor>().Where(static weight => weight.IsParameter).DistinctBy(static weight => (weight.Storage, weight.Offset)).Sum(static weight => weight.Length));
    }

    private static void Layers(Comparison comparison, string file, NetworkGraph graph, IReadOnlyDictionary<Value, NDArray> values, GoldenTensors io)
    {
        foreach (var node in graph.Nodes.Where(static node => node.HasOwnName))
        {
            var names = node.Call == 0 ? [""] : new[] { $"#{node.Call}", $".call{node.Call}" };
            if (names.Select(call => $"layer.{node.Path.Replace('/', '.')}{call}").FirstOrDefault(io.Has) is { } name && values.TryGetValue(node.Output, out var value))
            {
                PairJudge.Compare(comparison, $"{file}: {name}", io[name], value);
            }
        }
    }

    private static void ToKeras(Comparison comparison, string file, NetworkGraph graph, GoldenTensors io, NDArray[] inputs, IReadOnlyDictionary<string, TensorData> state)
    {
        var converted = Diglot.Conversion.Convert.ToKeras(graph);
        var model = converted.Model;
        comparison.Equal($"{file} to Keras: trainable parameters", graph.TrainableParameters, model.trainable_weights.Sum(static weight => weight.shape.Length));
        Tensor[] tensors = [.. graph.Inputs.Zip(inputs, (input, array) => new Tensor(converted.Layout.Values[input].Layout.ToTarget(array), array.Type.IsFloatingPoint))];
        var outputs = model.call_all(tensors, training: false);
        foreach (var (i, output) in graph.Outputs.Index())
        {
            PairJudge.Compare(comparison, $"{file} to Keras: output.{i}", io[$"output.{i}"], converted.Layout.Values[output].Layout.ToSource(outputs[i].Data));
        }

        Gradients(comparison, $"{file} to Keras", graph, converted, io, tensors, outputs);
        Names(comparison, $"{file} to Keras", graph, converted, state);
        var back = Diglot.Conversion.Convert.ToTorch(KerasAdapter.Read(model));
        var values = back.Trace([.. tensors.Select(static tensor => tensor.Data)]);
        foreach (var (i, output) in back.Source.Outputs.Index())
        {
            PairJudge.Compare(comparison, $"{file} there and back: output.{i}", outputs[i].Data, values[output]);
        }

        comparison.Equal($"{file} there and back: parameters", graph.TrainableParameters, back.Module.parameters().Where(static parameter => parameter.RequiresGrad).Sum(static parameter => parameter.Shape.Length));
    }

    private static void Gradients(Comparison comparison, string file, NetworkGraph graph, KerasConversion converted, GoldenTensors io, Tensor[] inputs, Tensor[] outputs)
    {
        var parts = graph.Outputs.Index().Where(output => io.Has($"cotangent.{output.Index}")).Select(output => (outputs[output.Index] * new Tensor(converted.Layout.Values[output.Item].Layout.ToTarget(io[$"cotangent.{output.Index}"]))).Sum()).ToArray();
        if (parts.Length == 0)
        {
            return;
        }

        var variables = converted.Model.trainable_weights.ToDictionary(static variable => string.Join('/', variable.path.Split('/')[^2..]), static variable => variable.value);
        var weights = converted.Weights.Where(weight => io.Has($"grad.{weight.Source}") && weight.Weight.IsTrainable).DistinctBy(static weight => weight.Source).ToArray();
        var places = inputs.Index().Where(input => input.Item.RequiresGrad && io.Has($"grad.input.{input.Index}")).ToArray();
        var found = parts.Aggregate(static (a, b) => a + b).Gradients([.. weights.Select(weight => variables[weight.Target]), .. places.Select(static place => place.Item)]);
        var scale = io.Names.Where(static name => name.StartsWith("grad.", StringComparison.Ordinal)).Select(name => Largest(io[name])).DefaultIfEmpty(0).Max();
        void Compare(string name, NDArray gradient) => comparison.Same($"{file}: {name}", io[name], gradient, 3e-5 * Math.Max(Largest(io[name]), 0.02 * scale), 0);
        foreach (var (i, weight) in weights.Index())
        {
            Compare($"grad.{weight.Source}", weight.Weight.ApplyInverse(found[i]!.Data));
        }

        foreach (var (i, place) in places.Index())
        {
            Compare($"grad.input.{place.Index}", converted.Layout.Values[graph.Inputs[place.Index]].Layout.ToSource(found[weights.Length + i]!.Data));
        }
    }

    // Each layer with weights has the name of the module that they belong to.
    private static void Names(Comparison comparison, string file, NetworkGraph graph, KerasConversion converted, IReadOnlyDictionary<string, TensorData> state)
    {
        foreach (var weight in converted.Weights.Where(weight => state.ContainsKey(weight.Source)))
        {
            comparison.Equal($"{file}: layer of {weight.Source}", PairMapping.Module(weight.Source), weight.Target.Split('/')[0].Replace('_', '.') is var dotted && dotted == PairMapping.Module(weight.Source).Replace('_', '.') ? PairMapping.Module(weight.Source) : weight.Target);
        }
    }

    private static double Largest(NDArray array) => array.ToArray<double>().Select(Math.Abs).DefaultIfEmpty(0).Max();
}
