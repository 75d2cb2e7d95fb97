using System.Text.Json;
using System.Text.Json.Nodes;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;
using Diglot.Keras.Initializers;
using Diglot.Keras.Layers;
using Diglot.Keras.Saving;
using Diglot.Tensors;
using Diglot.Tensors.Shapes;

namespace Diglot.Golden.Judges.Keras;

/// <summary>
/// Table <c>initializers/keras</c>: distributions, judged by 100 000 numbers or more: bounds exactly, mean and deviation within five standard errors;
/// and the initializers that layers take by default.
/// </summary>
public sealed class KerasInitializers : IJudge
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => ["initializers/keras"];

    /// <inheritdoc/>
    public void Judge(GoldenCase golden, Comparison comparison)
    {
        if (golden.Text("kind") == "layer")
        {
            JudgeLayer(golden, comparison);
            return;
        }

        var shape = Ints(golden.Json.GetProperty("shape"));
        Distribution(comparison, golden.Text("class"), golden.Json.GetProperty("args"), shape, golden.Json.GetProperty("distribution"));
    }

    /// <summary>The arguments of a call by name; a layer among them as its class and configuration.</summary>
    private static JsonObject Arguments(Type type, JsonObject call)
    {
        var given = type.GetConstructors()[0].GetParameters().Zip((JsonArray)call["args"]!, static (parameter, value) => KeyValuePair.Create(parameter.Name!, value));
        return new(given.Concat((JsonObject)call["kwargs"]!).Select(static entry => KeyValuePair.Create(entry.Key, entry.Value is JsonObject inner && inner.ContainsKey("args")
            ? new JsonObject { ["class_name"] = (string)inner["class"]!, ["config"] = Arguments(LayerCatalogue.Classes[(string)inner["class"]!], inner) }
            : entry.Value?.DeepClone())));
    }

    private static void JudgeLayer(GoldenCase golden, Comparison comparison)
    {
        var call = PythonText.Calls(golden.Text("code").Replace("keras.layers.", "", StringComparison.Ordinal))[0]!;
        if (!LayerCatalogue.Classes.TryGetValue((string)call["class"]!, out var type))
        {
            throw new UnclaimedException($"keras.layers.{call["class"]}");
        }

        var layer = (Layer)KerasObject.Construct(type, Arguments(type, (JsonObject)call));
        var shapes = golden.Json.GetProperty("build");
        layer.build(PartialShape.Create([.. shapes.EnumerateArray().Select(length => length.ValueKind == JsonValueKind.Null ? (int?)null : length.GetInt32())]));
        foreach (var (weight, made) in golden.Json.GetProperty("weights").EnumerateArray().Zip(layer.weights))
        {
            var name = weight.GetProperty("path").GetString()!.Split('/')[^1];
            comparison.Equal("name", name, made.name);
            comparison.Equal($"shape of {name}", string.Join(' ', Ints(weight.GetProperty("shape"))), string.Join(' ', made.shape));
            comparison.Equal($"{name} is trainable", weight.GetProperty("trainable").GetBoolean(), made.trainable);
            Within(comparison, name, made.value.Data.ToArray<double>(), weight.GetProperty("distribution"));
        }

        comparison.Equal("number of weights", golden.Json.GetProperty("weights").GetArrayLength(), layer.weights.Count);
    }

    private static void Distribution(Comparison comparison, string className, JsonElement arguments, int[] shape, JsonElement expected)
    {
        if (expected.GetProperty("kind").GetString() is "orthogonal" or "identity" or "zeros" or "ones" or "constant")
        {
            Fixed(comparison, KerasClasses.Make<Initializer>(className, arguments, "keras.initializers").Call(new Shape(shape), DType.Float32), arguments, expected);
            return;
        }

        var values = new List<double>();
        for (var seed = 0; values.Count < 100_000; seed++)
        {
            var seeded = (JsonObject)JsonNode.Parse(arguments.GetRawText())!;
            seeded["seed"] = seed;
            values.AddRange(KerasClasses.Make<Initializer>(className, seeded, "keras.initializers").Call(new Shape(shape), DType.Float32).ToArray<double>());
        }

        double[] all = [.. values];
        Within(comparison, className, all, expected);
        var (mean, deviation) = Moments(expected);
        var found = all.Average();
        comparison.Same("mean", mean, found, 5 * deviation / Math.Sqrt(all.Length), 0);
        comparison.Same("deviation", deviation, Math.Sqrt(all.Sum(value => (value - found) * (value - found)) / all.Length), 5 * deviation / Math.Sqrt(all.Length), 0);
        if (expected.GetProperty("kind").GetString() == "uniform")
        {
            var (low, high) = (expected.GetProperty("low").GetDouble(), expected.GetProperty("high").GetDouble());
            comparison.Same("least value", low, all.Min(), (high - low) / 1000, 0);
            comparison.Same("largest value", high, all.Max(), (high - low) / 1000, 0);
        }
    }

    private static void Fixed(Comparison comparison, NDArray values, JsonElement arguments, JsonElement expected)
    {
        var (rows, columns) = ((int)(values.Length / values.Shape[-1]), values.Shape[-1]);
        var matrix = values.Reshape(rows, columns);
        switch (expected.GetProperty("kind").GetString())
        {
            case "orthogonal":
                var product = rows >= columns ? NDArray.MatMul(matrix.Transpose(), matrix) : NDArray.MatMul(matrix, matrix.Transpose());
                var gain = expected.GetProperty("gain").GetDouble();
                comparison.Same("gram matrix", Eye(product.Shape[0], product.Shape[0], gain * gain), product, 1e-4, 0);
                break;
            case "identity":
                comparison.Same("values", Eye(rows, columns, arguments.TryGetProperty("gain", out var factor) ? factor.GetDouble() : 1), matrix);
                break;
            case var kind:
                var value = kind == "ones" ? 1 : kind == "zeros" ? 0 : arguments.GetProperty("value").GetDouble();
                comparison.Same("values", NDArray.Full(values.Shape, value, DType.Float32), values, 0, 0);
                break;
        }
    }

    private static void Within(Comparison comparison, string what, double[] values, JsonElement expected)
    {
        var kind = expected.GetProperty("kind").GetString();
        var (low, high) = kind switch
        {
            "uniform" => (expected.GetProperty("low").GetDouble(), expected.GetProperty("high").GetDouble()),
            "truncated" => (expected.GetProperty("mean").GetDouble() - expected.GetProperty("cut").GetDouble(), expected.GetProperty("mean").GetDouble() + expected.GetProperty("cut").GetDouble()),
            "zeros" => (0, 0),
            "ones" => (1, 1),
            _ => (double.NegativeInfinity, double.PositiveInfinity),
        };
        var slack = 1e-6 * (high - low);
        comparison.Holds(FormattableString.Invariant($"{what}: {values.Min()} … {values.Max()} leaves {low} … {high}"), double.IsInfinity(low) || (values.Min() >= low - slack && values.Max() <= high + slack));
    }

    private static (double Mean, double Deviation) Moments(JsonElement expected)
    {
        if (expected.GetProperty("kind").GetString() == "uniform")
        {
            var (low, high) = (expected.GetProperty("low").GetDouble(), expected.GetProperty("high").GetDouble());
            return ((low + high) / 2, (high - low) / Math.Sqrt(12));
        }

        // A normal distribution cut at two standard deviations has 0.8796 of its deviation.
        var deviation = expected.GetProperty("stddev").GetDouble();
        return (expected.GetProperty("mean").GetDouble(), expected.GetProperty("kind").GetString() == "truncated" ? deviation * 0.87962566103423978 : deviation);
    }

    private static NDArray Eye(int rows, int columns, double value)
    {
        var values = new float[rows * columns];
        for (var i = 0; i < Math.Min(rows, columns); i++)
        {
            values[(i * columns) + i] = (float)value;
        }

        return NDArray.From(values, new[] { rows, columns });
    }

    private static int[] Ints(JsonElement list) => [.. list.EnumerateArray().Select(length => length.GetInt32())];
}
