using Diglot.Conversion.Adapters.FromOnnx;
using Diglot.Graph.Layers;
using Diglot.Keras.Models;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Verification;

/// <summary>Differentiates both sides of a conversion and makes one step of training with each.</summary>
public static class TrainingVerifier
{
    /// <summary>Gradients are sums over many elements: they agree less closely than outputs.</summary>
    public const double Tolerance = 1e-4;

    private const double Rate = 0.01;
    private const string Variance = "moving_variance";

    /// <summary>A Keras model beside the PyTorch network that was made from it.</summary>
    public static TrainingComparison Compare(Model model, TorchConversion converted, InputBatch batch)
    {
        var weights = converted.Weights.Where(static weight => weight.IsStored).ToArray();
        var inputs = converted.Source.Inputs.Zip(batch.Arrays, (input, array) => new Tensor(converted.Layout.Values[input].Layout.ToTarget(array))).ToArray();
        return Compare(
            converted.Source,
            weights,
            TrainingSide.Of(model, [.. batch.Arrays.Select(static array => new Tensor(array))], weights.Select(static weight => weight.Source)),
            TrainingSide.Of(converted.Module, () => converted.Run(inputs)),
            model.call_all([.. batch.Arrays.Select(static array => new Tensor(array))], training: false),
            false,
            (output, cotangent) => converted.Layout.Values[output].Layout.ToTarget(cotangent));
    }

    /// <summary>A PyTorch network beside the Keras model that was made from it.</summary>
    public static TrainingComparison Compare(nn.Module network, KerasConversion converted, Model model, InputBatch batch)
    {
        var weights = converted.Weights.Where(static weight => weight.IsStored).ToArray();
        Tensor[] theirs = [.. batch.Arrays.Select(static array => new Tensor(array))];
        Tensor[] Run() => [TorchOutputs.First(network, theirs)];
        var inputs = converted.Source.Inputs.Zip(batch.Arrays, (input, array) => new Tensor(converted.Layout.Values[input].Layout.ToTarget(array))).ToArray();
        network.eval();
        return Compare(
            converted.Source,
            weights,
            TrainingSide.Of(network, Run),
            TrainingSide.Of(model, inputs, weights.Select(static weight => weight.Target)),
            Run(),
            network is OnnxNetwork,
            (output, cotangent) => converted.Layout.Values[output].Layout.ToTarget(cotangent));
    }

    private static TrainingComparison Compare(NetworkGraph graph, WeightMapping[] weights, TrainingSide source, TrainingSide target, Tensor[] outputs, bool infersOnly, Func<Value, NDArray, NDArray> toTarget)
    {
        var cotangents = outputs.Select(static (output, i) => Cotangent(output.Shape, i, output.Type)).ToArray();
        var turned = cotangents.Select((cotangent, i) => toTarget(graph.Outputs[i], cotangent)).ToArray();
        var notes = new List<string>();
        var draws = graph.Nodes.Where(static node => node.Layer is Dropout { Rate: > 0 }).ToArray();
        if (draws.Length > 0)
        {
            notes.Add($"The step was made in inference mode: '{draws[0].Path}' drops at random, and the two frameworks draw from different generators.");
        }

        if (infersOnly)
        {
            notes.Add("The step was made in inference mode: an ONNX file says nothing else.");
        }

        var training = draws.Length == 0 && !infersOnly;
        if (training && weights.Any(static weight => IsVariance(weight)))
        {
            notes.Add("Running variances after the step are not compared: Keras keeps the biased variance of a batch, PyTorch the unbiased one.");
        }

        var (sourceGradients, _) = source.Differentiate(cotangents, training: false, Rate);
        var (targetGradients, _) = target.Differentiate(turned, training: false, Rate);
        var (_, sourceAfter) = source.Differentiate(cotangents, training, Rate);
        var (_, targetAfter) = target.Differentiate(turned, training, Rate);
        return new(
            [.. weights.Where(weight => sourceGradients.ContainsKey(weight.Source) && targetGradients.ContainsKey(weight.Target))
                .Select(weight => ValueDifference.Between(weight.Source, weight.Weight.Apply(sourceGradients[weight.Source]), targetGradients[weight.Target]))],
            [.. weights.Where(weight => (!training || !IsVariance(weight)) && sourceAfter.ContainsKey(weight.Source)).Select(weight => ValueDifference.Between(weight.Source, weight.Weight.Apply(sourceAfter[weight.Source]), targetAfter[weight.Target]))],
            notes,
            Tolerance);
    }

    private static bool IsVariance(WeightMapping weight) => weight.Source.EndsWith(Variance, StringComparison.Ordinal) || weight.Target.EndsWith(Variance, StringComparison.Ordinal);

    private static NDArray Cotangent(Diglot.Tensors.Shapes.Shape shape, int number, DType type)
    {
        var random = new System.Random(77 + number);
        return NDArray.From([.. Enumerable.Range(0, (int)shape.Length).Select(_ => (float)((2 * random.NextDouble()) - 1))]).Reshape(shape.AsSpan()).To(type);
    }
}
