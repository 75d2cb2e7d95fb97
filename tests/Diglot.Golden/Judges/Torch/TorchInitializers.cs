using System.Text.Json;
using Diglot.Autograd;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;
using Diglot.Tensors;
using Diglot.Torch.Functional;
using Module = Diglot.Torch.Api.nn.Module;

namespace Diglot.Golden.Judges.Torch;

/// <summary>
/// Table <c>initializers/torch</c>: distributions of <c>torch.nn.init</c> and of the parameters that modules start with, judged by 30 000 numbers or more:
/// bounds exactly, mean and deviation within five standard errors.
/// </summary>
public sealed class TorchInitializers : IJudge
{
    private const int Samples = 30_000;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => ["initializers/torch"];

    /// <inheritdoc/>
    public void Judge(GoldenCase golden, Comparison comparison)
    {
        Diglot.Torch.Api.torch.manual_seed(1);
        if (golden.Text("kind") == "module")
        {
            JudgeModule(golden, comparison);
            return;
        }

        var shape = golden.Json.GetProperty("shape").EnumerateArray().Select(length => length.GetInt32()).ToArray();
        var methods = typeof(Initialization).GetMethods().Where(method => method.Name == golden.Text("fn")).ToArray();
        if (methods.Length == 0)
        {
            throw new UnclaimedException($"torch.nn.init.{golden.Text("fn")}");
        }

        var tensor = Tensor.Zeros(shape);
        var call = new PythonCall(_ => tensor);
        var first = JsonSerializer.SerializeToElement(new[] { new { tensor = "tensor" } });
        Check(comparison, golden.Text("fn"), golden.Json, () => (Tensor)call.Invoke(golden.Text("fn"), methods, first, golden.Json.GetProperty("args"), null)!);
    }

    private static void JudgeModule(GoldenCase golden, Comparison comparison)
    {
        var call = JsonDocument.Parse(PythonText.Calls(golden.Text("code").Replace("torch.nn.", "nn.", StringComparison.Ordinal))[0]!.ToJsonString()).RootElement;
        var maker = new PythonCall(_ => throw new UnclaimedException("modules with tensors"));
        Module Make() => maker.Make(call);
        var weights = golden.Json.GetProperty("weights").EnumerateArray().ToArray();
        var made = Make();
        comparison.Equal("names", string.Join(", ", weights.Select(weight => weight.GetProperty("name").GetString())), string.Join(", ", made.state_dict().Keys));
        comparison.Equal("parameters", weights.Count(weight => weight.GetProperty("parameter").GetBoolean()), made.parameters().Count());
        foreach (var weight in weights)
        {
            var name = weight.GetProperty("name").GetString()!;
            var shape = weight.GetProperty("shape").EnumerateArray().Select(length => length.GetInt32());
            comparison.Equal($"shape of {name}", string.Join(", ", shape), string.Join(", ", made.state_dict()[name].Shape));
            Check(comparison, name, weight, () => Make().state_dict()[name]);
        }
    }

    private static void Check(Comparison comparison, string what, JsonElement described, Func<Tensor> make)
    {
        var expected = described.GetProperty("distribution");
        var kind = expected.GetProperty("kind").GetString();
        switch (kind)
        {
            case "zeros" or "ones" or "constant":
                var value = kind == "zeros" ? 0 : kind == "ones" ? 1 : (expected.TryGetProperty("val", out var given) ? given : expected.GetProperty("value")).GetDouble();
                comparison.Holds($"{what} is {value} everywhere", make().ToArray<double>().All(item => Math.Abs(item - value) < 1e-7));
                return;
            case "orthogonal":
                Orthogonal(comparison, make().Data);
                return;
            case "sparse":
                Sparse(comparison, make().Data, expected);
                return;
            case "eye" or "dirac":
                var ones = make();
                comparison.Same("mean", described.GetProperty("empirical").GetProperty("mean").GetDouble(), ones.ToArray<double>().Average());
                comparison.Holds("ones are where they belong", Ones(ones.Data, kind).All(static item => item == 1));
                return;
        }

        var values = new List<double>();
        while (values.Count < Samples)
        {
            values.AddRange(make().ToArray<double>());
        }

        var empirical = described.GetProperty("empirical");
        var (mean, deviation) = Moments(expected, empirical);
        var found = values.Average();
        var error = 5 * deviation * Math.Sqrt((1.0 / values.Count) + (kind == "cut normal" ? 1.0 / empirical.GetProperty("n").GetInt32() : 0));

        // One embedding row may be zero (padding_idx), which the distribution leaves out.
        var isMixed = kind == "normal" && Math.Abs(empirical.GetProperty("std").GetDouble() - deviation) > 0.05 * deviation;
        comparison.Same($"{what}: mean", isMixed ? empirical.GetProperty("mean").GetDouble() : mean, found, isMixed ? 3 * error : error, 0);
        comparison.Same(
            $"{what}: deviation", isMixed ? empirical.GetProperty("std").GetDouble() : deviation, Math.Sqrt(values.Average(item => (item - found) * (item - found))), isMixed ? 3 * error : error, 0);
        if (expected.TryGetProperty("low", out var lowest))
        {
            var (low, high) = (lowest.GetDouble(), expected.GetProperty("high").GetDouble());
            comparison.Holds($"{what}: within {low} … {high}", values.Min() >= low - 1e-6 && values.Max() <= high + 1e-6);
            if (kind == "uniform")
            {
                comparison.Same($"{what}: least value", low, values.Min(), (high - low) / 500, 0);
                comparison.Same($"{what}: largest value", high, values.Max(), (high - low) / 500, 0);
            }
        }
    }

    private static (double Mean, double Deviation) Moments(JsonElement expected, JsonElement empirical)
        => expected.GetProperty("kind").GetString() switch
        {
            "uniform" => ((expected.GetProperty("low").GetDouble() + expected.GetProperty("high").GetDouble()) / 2, (expected.GetProperty("high").GetDouble() - expected.GetProperty("low").GetDouble()) / Math.Sqrt(12)),
            "normal" => (expected.GetProperty("mean").GetDouble(), expected.GetProperty("stddev").GetDouble()),
            "cut normal" => (empirical.GetProperty("mean").GetDouble(), empirical.GetProperty("std").GetDouble()),
            var other => throw new UnclaimedException($"a distribution of the kind {other}"),
        };

    private static IEnumerable<double> Ones(NDArray values, string kind)
    {
        var (all, shape) = (values.ToArray<double>(), values.Shape);
        var inner = shape.Rank > 2 ? (int)(values.Length / (shape[0] * shape[1])) : 1;
        var centre = 0;
        for (var axis = 2; axis < shape.Rank; axis++)
        {
            centre = (centre * shape[axis]) + (kind == "dirac" ? shape[axis] / 2 : 0);
        }

        return Enumerable.Range(0, Math.Min(shape[0], shape[1])).Select(i => all[(((i * shape[1]) + i) * inner) + centre]);
    }

    private static void Orthogonal(Comparison comparison, NDArray values)
    {
        var matrix = values.Reshape(values.Shape[0], (int)(values.Length / values.Shape[0]));
        var gram = (matrix.Shape[0] >= matrix.Shape[1] ? NDArray.MatMul(matrix.Transpose(), matrix) : NDArray.MatMul(matrix, matrix.Transpose())).ToArray<double>();
        var size = (int)Math.Sqrt(gram.Length);
        comparison.Holds("rows or columns are orthonormal", Enumerable.Range(0, gram.Length).All(i => Math.Abs(gram[i] - (i / size == i % size ? 1 : 0)) < 1e-5));
    }

    private static void Sparse(Comparison comparison, NDArray values, JsonElement expected)
    {
        var (rows, columns, all) = (values.Shape[0], values.Shape[1], values.ToArray<double>());
        var zeros = (int)Math.Ceiling(expected.GetProperty("sparsity").GetDouble() * rows);
        comparison.Holds($"{zeros} zeros in each column", Enumerable.Range(0, columns).All(column => Enumerable.Range(0, rows).Count(row => all[(row * columns) + column] == 0) == zeros));
    }
}
