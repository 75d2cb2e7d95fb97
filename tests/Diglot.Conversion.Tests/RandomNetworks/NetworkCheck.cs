using Diglot.Autograd;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Passes;
using Diglot.Graph;
using Diglot.Keras.Layers;
using Diglot.Keras.Models;
using Diglot.Tensors;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Tests.RandomNetworks;

/// <summary>Converts a network and compares both sides: outputs, gradients, counts, names, and the way back.</summary>
internal static class NetworkCheck
{
    private const double Tolerance = 3e-5;

    /// <summary>Keras to PyTorch and back. Gives why the conversion refused, or null where everything is the same.</summary>
    public static string? Keras(Model model)
    {
        TorchConversion converted;
        try
        {
            converted = Convert.ToTorch(KerasAdapter.Read(model));
            _ = converted.Module;
        }
        catch (ConversionRefusedException refused)
        {
            return refused.Message;
        }

        var random = new Random(7);
        Tensor[] inputs = [.. model.inputs.Select(input => new Tensor(RandomArrays.Of(random, (-1, 1), [2, .. input.shape.Skip(1).Select(static length => length!.Value)]), requiresGrad: true))];
        var outputs = model.call_all(inputs, training: false);
        if (outputs.Any(static output => output.Data.ToArray<float>().Any(static value => !float.IsFinite(value) || Math.Abs(value) > 1e6)))
        {
            return "numbers too large to compare";
        }

        var layouts = converted.Source.Inputs.Select(input => converted.Layout.Values[input].Layout).ToArray();
        var ends = converted.Source.Outputs.Select(output => converted.Layout.Values[output].Layout).ToArray();
        Tensor[] theirs = [.. inputs.Zip(layouts, static (input, layout) => new Tensor(layout.ToTarget(input.Data), requiresGrad: true))];
        var found = converted.Run(theirs);
        for (var i = 0; i < outputs.Length; i++)
        {
            Same($"output {i}", outputs[i].Data, ends[i].ToSource(found[i].Data));
        }

        Gradients(model, converted, inputs, outputs, theirs, found, layouts, ends, random);
        Equal("trainable parameters", model.trainable_weights.Sum(static weight => weight.shape.Length), converted.Module.parameters().Where(static parameter => parameter.RequiresGrad).Sum(static parameter => parameter.Shape.Length));
        Equal("parameters", model.count_params(), converted.Source.TrainableParameters + converted.Source.OtherParameters);
        Names("names", model, converted.Plan.Members.Select(static member => member.Name));
        return Back(model, converted, theirs, found) ?? Training(model, converted, inputs, theirs, ends);
    }

    /// <summary>PyTorch to Keras and back.</summary>
    public static string? Torch(nn.Module network, ValueShape shape)
    {
        network.eval();
        KerasConversion converted;
        try
        {
            converted = Convert.ToKeras(TorchAdapter.Read(network, shape));
            _ = converted.Model;
        }
        catch (ConversionRefusedException refused)
        {
            return refused.Message;
        }

        var input = new Tensor(RandomArrays.Of(new Random(7), (-1, 1), [2, .. shape.Skip(1).Select(static length => length!.Value)]), requiresGrad: true);
        var output = network.forward(input);
        if (output.Data.ToArray<float>().Any(static value => !float.IsFinite(value) || Math.Abs(value) > 1e6))
        {
            return "numbers too large to compare";
        }

        var (start, end) = (converted.Layout.Values[converted.Source.Inputs[0]].Layout, converted.Layout.Values[converted.Source.Outputs[0]].Layout);
        var ours = new Tensor(start.ToTarget(input.Data), requiresGrad: true);
        var found = converted.Model.call(ours, training: false);
        Same("output", output.Data, end.ToSource(found.Data));
        var weight = RandomArrays.Of(new Random(8), (-1, 1), [.. output.Shape]);
        var expected = (output * new Tensor(weight)).Sum().Gradients([input])[0];
        var actual = (found * new Tensor(end.ToTarget(weight))).Sum().Gradients([ours])[0];
        if (expected is not null)
        {
            Same("gradient of the input", expected.Data, start.ToSource(actual!.Data), 10, 1);
        }

        Equal("trainable parameters", network.parameters().Where(static parameter => parameter.RequiresGrad).Sum(static parameter => parameter.Shape.Length), converted.Model.trainable_weights.Sum(static variable => variable.shape.Length));
        return Keras(converted.Model);
    }

    private static void Gradients(Model model, TorchConversion converted, Tensor[] inputs, Tensor[] outputs, Tensor[] theirs, Tensor[] found, ValueLayout[] layouts, ValueLayout[] ends, Random random)
    {
        NDArray[] weights = [.. outputs.Select(output => RandomArrays.Of(random, (-1, 1), [.. output.Shape]))];
        var variables = model.trainable_weights;
        var expected = Sum(outputs, weights).Gradients([.. inputs, .. variables.Select(static variable => variable.value)]);
        var parameters = converted.Module.named_parameters().ToDictionary(static entry => entry.name, static entry => entry.parameter);
        var targets = converted.Weights.Where(weight => weight.IsStored && parameters.ContainsKey(weight.Target) && parameters[weight.Target].RequiresGrad).ToArray();
        var actual = Sum(found, [.. weights.Zip(ends, static (array, layout) => layout.ToTarget(array))]).Gradients([.. theirs, .. targets.Select(target => parameters[target.Target])]);
        var scale = Math.Max(1, Largest(expected.OfType<Tensor>().Select(static gradient => gradient.Data)));
        for (var i = 0; i < inputs.Length; i++)
        {
            Same($"gradient of input {i}", expected[i]?.Data ?? NDArray.Zeros(inputs[i].Shape), actual[i] is { } own ? layouts[i].ToSource(own.Data) : NDArray.Zeros(inputs[i].Shape), 10, scale);
        }

        var names = Leaves(model, "").SelectMany(static leaf => leaf.Layer.weights.Select(variable => (Name: $"{leaf.Path}/{variable.name}", Variable: variable))).DistinctBy(static entry => entry.Variable).ToDictionary(static entry => entry.Variable, static entry => entry.Name);
        var bySource = targets.Select((target, i) => (target, Gradient: actual[theirs.Length + i])).ToDictionary(static entry => entry.target.Source, static entry => entry);
        for (var i = 0; i < variables.Count; i++)
        {
            var name = names[variables[i]];
            var (target, gradient) = bySource.TryGetValue(name, out var direct) ? direct : bySource[name.Replace("/kernel", "/depthwise_kernel", StringComparison.Ordinal)];
            var zeros = NDArray.Zeros(variables[i].shape);
            Same($"gradient of {name}", expected[inputs.Length + i]?.Data ?? zeros, gradient is null ? zeros : target.Weight.ApplyInverse(gradient.Data), 10, scale);
        }
    }

    private static string? Back(Model model, TorchConversion converted, Tensor[] theirs, Tensor[] found)
    {
        KerasConversion back;
        try
        {
            back = Convert.ToKeras(TorchAdapter.Read(converted.Module, [.. theirs.Select(static input => ValueShape.Create([null, .. input.Shape.Skip(1).Select(static length => (int?)length)]))]));
            _ = back.Model;
        }
        catch (ConversionRefusedException refused)
        {
            return "back: " + refused.Message;
        }

        var outputs = back.Model.call_all([.. back.Source.Inputs.Zip(theirs, (input, tensor) => new Tensor(back.Layout.Values[input].Layout.ToTarget(tensor.Data)))], training: false);
        for (var i = 0; i < outputs.Length; i++)
        {
            Same($"back: output {i}", found[i].Data, back.Layout.Values[back.Source.Outputs[i]].Layout.ToSource(outputs[i].Data));
        }

        Names("back: names", model, back.Model.layers.Select(static layer => layer.name));
        Equal("back: trainable parameters", model.trainable_weights.Sum(static weight => weight.shape.Length), back.Model.trainable_weights.Sum(static weight => weight.shape.Length));
        return null;
    }

    /// <summary>A call in training mode, where nothing is random and batches are large enough for their statistics.</summary>
    private static string? Training(Model model, TorchConversion converted, Tensor[] inputs, Tensor[] theirs, ValueLayout[] ends)
    {
        if (converted.Source.Nodes.Any(static node => node.Layer is Graph.Layers.Dropout) || converted.Source.Nodes.All(static node => node.Layer is not Graph.Layers.BatchNormalization)
            || converted.Source.Nodes.Any(static node => node.Layer is Graph.Layers.BatchNormalization normalization && Enumerable.Range(1, node.Input.Shape.Rank - 1).Where(axis => axis != normalization.Axis).Aggregate(2, (product, axis) => product * node.Input.Shape[axis]!.Value) < 4))
        {
            return null;
        }

        var outputs = model.call_all(inputs, training: true);
        converted.Module.train(true);
        var found = converted.Run(theirs);
        converted.Module.train(false);
        for (var i = 0; i < outputs.Length; i++)
        {
            Same($"training: output {i}", outputs[i].Data, ends[i].ToSource(found[i].Data), 30);
        }

        var state = converted.Module.state_dict();
        var means = Leaves(model, "").SelectMany(static leaf => leaf.Layer.weights.Where(static variable => variable.name == "moving_mean").Select(variable => (Name: $"{leaf.Path}/{variable.name}", Variable: variable))).DistinctBy(static entry => entry.Name).ToDictionary(static entry => entry.Name, static entry => entry.Variable);
        foreach (var weight in converted.Weights.Where(weight => means.ContainsKey(weight.Source)))
        {
            Same($"training: {weight.Source}", means[weight.Source].value.Data, weight.Weight.ApplyInverse(state[weight.Target].Data), 10);
        }

        return null;
    }

    /// <summary>Every layer with weights has its name on the other side, or one below it for each of its parts; where a name cannot be an attribute's in Python, or is taken there, it is changed.</summary>
    private static void Names(string what, Model model, IEnumerable<string> names)
    {
        static string Plain(string name) => System.Text.RegularExpressions.Regex.Replace(name, @"[^\w.]", "_");
        var all = names.Select(Plain).ToArray();
        foreach (var path in Leaves(model, "").Where(static leaf => leaf.Layer.weights.Count > 0).Select(static leaf => Plain(leaf.Path.Replace('/', '.'))))
        {
            var parts = path.Split('.');
            if (!all.Any(name => name.Split('.') is var others && others.Length >= parts.Length && parts.Zip(others).All(static pair => pair.Second.StartsWith(pair.First, StringComparison.Ordinal))))
            {
                throw new InvalidOperationException($"{what}: no {path} among {string.Join(' ', all)}");
            }
        }
    }

    private static Tensor Sum(Tensor[] outputs, NDArray[] weights) => outputs.Zip(weights, static (output, weight) => (output * new Tensor(weight)).Sum()).Aggregate(static (a, b) => a + b);

    private static IEnumerable<(string Path, Layer Layer)> Leaves(Model model, string path)
        => model.layers.SelectMany(layer => layer is Model inner ? Leaves(inner, $"{path}{layer.name}/") : [(path + layer.name, layer)]);

    private static double Largest(IEnumerable<NDArray> arrays) => arrays.SelectMany(static array => array.ToArray<double>()).Select(Math.Abs).DefaultIfEmpty(0).Max();

    /// <summary>Compares in relation to the largest number of the array, or to a share of a scale: where numbers cancel, what is left is rounding.</summary>
    private static void Same(string what, NDArray expected, NDArray actual, double times = 1, double scale = 0.2)
    {
        if (expected.Shape != actual.Shape)
        {
            throw new InvalidOperationException($"{what}: shape {actual.Shape}, expected {expected.Shape}");
        }

        var (e, a) = (expected.ToArray<double>(), actual.ToArray<double>());
        var largest = Largest([expected]);
        for (var i = 0; i < e.Length; i++)
        {
            if (!(Math.Abs(e[i] - a[i]) <= Tolerance * times * Math.Max(largest, 0.05 * scale)))
            {
                throw new InvalidOperationException($"{what}: element {i} is {a[i]:R}, expected {e[i]:R}");
            }
        }
    }

    private static void Equal<T>(string what, T expected, T actual)
    {
        if (!Equals(expected, actual))
        {
            throw new InvalidOperationException($"{what}: {actual}, expected {expected}");
        }
    }
}
