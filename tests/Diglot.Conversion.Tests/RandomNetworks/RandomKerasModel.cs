using Diglot.Keras.Layers;
using Diglot.Keras.Models;
using Diglot.Tensors;
using static Diglot.Keras.Api;

namespace Diglot.Conversion.Tests.RandomNetworks;

/// <summary>A random Keras model: a chain with branches that join again, layers that are called twice, models inside models.</summary>
internal sealed class RandomKerasModel
{
    // Names that meet what conversions make up, or what Python's modules have already.
    private static readonly string[] Odd = ["{0}_relu", "x.{0}", "forward", "{0} {1}", "train", "{0}_pad", "class", "{0}-{1}", "{0}_permute", "input"];
    private readonly Choices _choices;
    private readonly RandomLayers _layers;
    private readonly List<KerasTensor> _values = [];
    private readonly List<(Layer Layer, int[] Shape)> _used = [];
    private readonly List<(Layer Layer, KerasTensor[] Inputs, KerasTensor Output)> _calls = [];
    private readonly HashSet<string> _names = [];
    private readonly string _format;

    private RandomKerasModel(Choices choices, string format)
        => (_choices, _format, _layers) = (choices, format, new RandomLayers(choices, Name, format));

    /// <summary>The model of these decisions, with random weights.</summary>
    public static Model Make(byte[] bytes)
    {
        var choices = new Choices(bytes);
        var maker = new RandomKerasModel(choices, choices.Of("channels_last", "channels_first"));
        var model = maker.Functional("net", choices.Between(1, 9), nested: choices.OnceIn(3));
        if (choices.OnceIn(3) && maker.IsChain(model))
        {
            model = keras.Sequential([(SequentialItem)keras.Input(Shape(model.inputs[0]), name: "in"), .. model.layers.Skip(1).Select(static layer => (SequentialItem)layer)]);
        }

        Fill(model, choices);
        return model;
    }

    /// <summary>A model in few words, for messages.</summary>
    public static string Text(Model model)
    {
        var config = System.Text.Json.Nodes.JsonNode.Parse(model.to_json())!["config"]!["layers"]!.AsArray();
        string[] dull = ["trainable", "dtype", "sparse", "ragged", "optional", "quantization_config"];
        return string.Join('\n', config.Select(layer => $"{layer!["class_name"]}({string.Join(", ", layer["config"]!.AsObject().Where(argument => argument.Value is not null && !dull.Contains(argument.Key) && !argument.Key.EndsWith("izer", StringComparison.Ordinal)).Select(static argument => $"{argument.Key}={argument.Value!.ToJsonString()}"))}) ← "
            + string.Join(" and ", System.Text.RegularExpressions.Regex.Matches(layer["inbound_nodes"]?.ToJsonString() ?? "", "\"keras_history\":(\\[[^]]*\\])").Select(static match => match.Groups[1].Value))));
    }

    private bool IsChain(Model model) => model.inputs.Count == 1 && model.outputs.Count == 1 && model.layers.Count == _calls.Count + 1 && model.layers.Skip(1).SequenceEqual(_calls.Select(static call => call.Layer))
        && _calls.All(static call => call.Inputs.Length == 1) && _calls.Select(static call => call.Inputs[0]).SequenceEqual(_calls.Select(static call => call.Output).Prepend(model.inputs[0]).Take(_calls.Count));

    private Model Functional(string name, int steps, bool nested)
    {
        var inputs = new List<KerasTensor>();
        for (var i = _choices.OnceIn(5) ? 2 : 1; i > 0; i--)
        {
            var rank = _choices.Of(3, 2, 1);
            var input = keras.Input(Enumerable.Range(0, rank).Select(_ => _choices.OnceIn(3) ? 4 : _choices.Between(1, 7)).ToArray(), name: $"{name}_in{i}");
            inputs.Add(input);
            _values.Add(input);
        }

        for (var step = 0; step < steps; step++)
        {
            Step(nested);
        }

        // Inputs have to lead to outputs.
        KerasTensor[] outputs = [_values[^1], .. _choices.OnceIn(4) ? [_values[_choices.Below(_values.Count)]] : Array.Empty<KerasTensor>()];
        var whole = outputs.Concat(inputs.Where(input => !Reaches(outputs, input)).Select(input => Apply(_layers.Dense(), input))).Distinct().ToArray();
        return keras.Model(inputs.ToArray(), whole, name: name);
    }

    private bool Reaches(IEnumerable<KerasTensor> outputs, KerasTensor input)
    {
        var open = new Stack<KerasTensor>(outputs);
        while (open.TryPop(out var value))
        {
            if (value == input)
            {
                return true;
            }

            foreach (var other in _calls.Where(call => call.Output == value).SelectMany(static call => call.Inputs))
            {
                open.Push(other);
            }
        }

        return false;
    }

    private void Step(bool nested)
    {
        var x = _choices.OnceIn(6) ? _values[_choices.Below(_values.Count)] : _values[^1];
        var shape = Shape(x);
        KerasTensor y;
        if (_choices.OnceIn(5) && Joined(x, shape) is { } joined)
        {
            y = joined;
        }
        else if (_choices.OnceIn(7) && _used.Where(used => Fits(used, shape)).Select(static used => used.Layer).FirstOrDefault() is { } shared)
        {
            y = Called(shared, x);
        }
        else if (nested && _choices.OnceIn(5))
        {
            var inner = new RandomKerasModel(_choices, _format);
            inner._values.Add(keras.Input(shape, name: "inner_in"));
            var start = inner._values[0];
            for (var step = _choices.Between(1, 3); step > 0; step--)
            {
                inner.Step(nested: false);
            }

            var model = keras.Model(start, inner._values[^1], name: Name());
            _used.Add((model, shape));
            y = Called(model, x);
        }
        else
        {
            y = Apply(_layers.Of(shape), x);
        }

        if (y.shape.Skip(1).Aggregate(1, static (product, length) => product * length!.Value) is > 0 and <= 600)
        {
            _values.Add(y);
        }
    }

    private KerasTensor Apply(Layer layer, KerasTensor x)
    {
        _used.Add((layer, Shape(x)));
        return Called(layer, x);
    }

    private KerasTensor Called(Layer layer, params KerasTensor[] inputs)
    {
        var y = inputs is [var only] && layer is not Keras.Layers.Merging.Merge ? layer.call(only) : layer.call(inputs);
        _calls.Add((layer, inputs, y));
        return y;
    }

    /// <summary>Whether a layer takes an input of this shape: the same one, or for a Dense one with as many features.</summary>
    private static bool Fits((Layer Layer, int[] Shape) used, int[] shape) => used.Shape.SequenceEqual(shape)
        || (used.Layer is Keras.Layers.Core.Dense or Keras.Layers.Convolution.Conv2D { data_format: "channels_last", padding: "same" } && used.Shape.Length == shape.Length && used.Shape[^1] == shape[^1]);

    private KerasTensor? Joined(KerasTensor x, int[] shape)
    {
        if (_choices.OnceIn(2))
        {
            var axis = _choices.Below(shape.Length);
            var others = _values.Where(other => Shape(other) is var its && its.Length == shape.Length && its.Index().All(length => length.Index == axis || length.Item == shape[length.Index])).ToArray();
            return others.Length == 0 ? null : Called(keras.layers.Concatenate(axis + 1, name: Name()), [x, .. others.Take(_choices.Between(1, 2))]);
        }

        var like = _values.Where(other => Shape(other) is var its && its.Length == shape.Length && its.Zip(shape).All(static pair => pair.First == pair.Second || pair.First == 1)).ToArray();
        if (like.Length == 0)
        {
            return null;
        }

        KerasTensor[] inputs = [x, like[_choices.Below(like.Length)]];
        Layer layer = _choices.Below(6) switch
        {
            0 => keras.layers.Add(name: Name()),
            1 => keras.layers.Multiply(name: Name()),
            2 => keras.layers.Subtract(name: Name()),
            3 => keras.layers.Average(name: Name()),
            4 => keras.layers.Maximum(name: Name()),
            _ => keras.layers.Minimum(name: Name()),
        };
        return Called(layer, inputs);
    }

    private string Name()
    {
        var wanted = _choices.OnceIn(8) ? string.Format(_choices.Of(Odd), $"l{_choices.Below(4)}", $"l{_choices.Below(4)}") : $"l{_names.Count}";
        var name = wanted;
        for (var i = 1; !_names.Add(name); i++)
        {
            name = $"{wanted}_{i}";
        }

        return name;
    }

    private static int[] Shape(KerasTensor value) => [.. value.shape.Skip(1).Select(static length => length!.Value)];

    private static void Fill(Model model, Choices choices)
    {
        var random = new Random(choices.Below(200));
        model.set_weights([.. model.weights.Select(weight => RandomArrays.Of(random, weight.name is "gamma" or "moving_variance" ? (0.5, 1.5) : (-0.8, 0.8), [.. weight.shape]))]);
    }
}
