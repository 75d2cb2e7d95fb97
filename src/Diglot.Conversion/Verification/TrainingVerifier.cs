using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Graph.Layers;
using Diglot.Keras.Layers;
using Diglot.Keras.Models;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Verification;

/// <summary>Differentiates both sides of a conversion and makes one step of training with each.</summary>
public static class TrainingVerifier
{
    /// <summary>Gradients are sums over many elements: they agree less closely than outputs.</summary>
    public const double Tolerance = 1e-4;

    /// <summary>The learning rate of the step.</summary>
    public const double Rate = 0.01;

    /// <summary>A Keras model beside the PyTorch network that was made from it.</summary>
    public static TrainingComparison Compare(Model model, TorchConversion converted, InputBatch batch)
    {
        var (source, layout) = (converted.Source, converted.Layout);
        var members = converted.Plan.Steps.Where(static step => step.Member is not null).DistinctBy(static step => step.Output).ToDictionary(static step => step.Output, static step => step.Member!.Name);
        var sides = new TwoSides(
            source, model, converted.Module, converted.Trace([.. batch.Arrays]),
            node => KerasLayers.Find(model, node.Path),
            node => layout.Values.TryGetValue(node.Output, out var place) && members.TryGetValue(place.Value, out var name) ? converted.Module.get_submodule(name) : null,
            static (_, value) => value,
            (value, array) => layout.Values[value].Layout.ToTarget(array));
        var weights = converted.Weights.Where(static weight => weight.IsStored).ToArray();
        var inputs = source.Inputs.Zip(batch.Arrays, (input, array) => new Tensor(layout.Values[input].Layout.ToTarget(array))).ToArray();
        var outputs = model.call_all(Tensors(batch), training: false);
        return Compare(
            sides,
            weights,
            isKerasFirst: true,
            TrainingSide.Of(model, Tensors(batch), weights.Select(static weight => weight.Source)),
            TrainingSide.Of(converted.Module, () => converted.Run(inputs), sides.Inferring),
            outputs,
            (output, cotangent) => layout.Values[output].Layout.ToTarget(cotangent));
    }

    /// <summary>A PyTorch network beside the Keras model that was made from it.</summary>
    public static TrainingComparison Compare(nn.Module network, KerasConversion converted, Model model, InputBatch batch)
    {
        network.eval();
        var (source, layout) = (converted.Source, converted.Layout);
        var modules = network.named_modules().DistinctBy(static entry => entry.name).ToDictionary(static entry => entry.name, static entry => entry.module);
        var names = converted.Plan.Steps.DistinctBy(static step => step.Output).ToDictionary(static step => step.Output, static step => step.Name);
        NDArray ToKeras(Value value, NDArray array) => layout.Values[value].Layout.ToTarget(array);
        var sides = new TwoSides(
            source, model, network, Convert.ToTorch(source).Trace([.. batch.Arrays]),
            node => layout.Values.TryGetValue(node.Output, out var place) && names.TryGetValue(place.Value, out var name) ? KerasLayers.Find(model, name) : null,
            node => node.HasOwnName ? modules.GetValueOrDefault(node.Path.Replace('/', '.')) : null,
            ToKeras,
            (value, array) => layout.Values[value].Layout.ToSource(array));
        var weights = converted.Weights.Where(static weight => weight.IsStored).ToArray();
        var theirs = Tensors(batch);
        var inputs = source.Inputs.Zip(batch.Arrays, (input, array) => new Tensor(ToKeras(input, array))).ToArray();
        return Compare(
            sides,
            weights,
            isKerasFirst: false,
            TrainingSide.Of(network, () => NetworkCall.Run(network, theirs), sides.Inferring),
            TrainingSide.Of(model, inputs, weights.Select(static weight => weight.Target)),
            NetworkCall.Run(network, theirs),
            ToKeras);
    }

    private static TrainingComparison Compare(TwoSides sides, WeightMapping[] weights, bool isKerasFirst, TrainingSide source, TrainingSide target, Tensor[] outputs, Func<Value, NDArray, NDArray> toTarget)
    {
        var cotangents = outputs.Select(static (output, i) => Cotangent(output.Shape, i, output.Type)).ToArray();
        var turned = cotangents.Select((cotangent, i) => toTarget(sides.Source.Outputs[i], cotangent)).ToArray();
        var (sourceGradients, targetGradients) = (source.Gradients(cotangents, training: false), target.Gradients(turned, training: false));
        var hooks = sides.Masks.Attach();
        TrainingStep mine, other;
        try
        {
            (mine, other) = (source.Step(cotangents, sides.CanTrain, Rate, sides.Masks.Rewind), target.Step(turned, sides.CanTrain, Rate, sides.Masks.Rewind));
        }
        finally
        {
            foreach (var hook in hooks)
            {
                hook.remove();
            }
        }

        return new(
            [.. weights.Where(weight => sourceGradients.ContainsKey(weight.Source) && targetGradients.ContainsKey(weight.Target))
                .Select(weight => ValueDifference.Between(weight.Source, weight.Weight.Apply(sourceGradients[weight.Source]), targetGradients[weight.Target]))],
            [new("before the step", mine.LossBefore, other.LossBefore, mine.Scale), new("after the step", mine.LossAfter, other.LossAfter, mine.Scale)],
            [.. weights.Select(After).OfType<ValueDifference>()],
            sides.Notes,
            Tolerance);

        ValueDifference? After(WeightMapping weight)
        {
            // Weights that exporters folded into others are no parameters of an ONNX graph by themselves.
            if (!mine.After.TryGetValue(weight.Source, out var left) || !other.After.TryGetValue(weight.Target, out var right))
            {
                return null;
            }

            if (sides.Statistics.TryGetValue(weight.Source, out var statistics))
            {
                if (statistics.Count is not { } count)
                {
                    return null;
                }

                // Keras's is the batch's own variance; PyTorch's is what that of the whole population is estimated to be.
                (left, right) = isKerasFirst ? (statistics.Unbiased(mine.Before[weight.Source], left, count), right) : (left, statistics.Unbiased(other.Before[weight.Target], right, count));
            }

            return ValueDifference.Between(weight.Source, weight.Weight.Apply(left), right);
        }
    }

    private static Tensor[] Tensors(InputBatch batch) => [.. batch.Arrays.Select(static array => new Tensor(array))];

    private static NDArray Cotangent(Diglot.Tensors.Shapes.Shape shape, int number, DType type)
    {
        var random = new System.Random(77 + number);
        return NDArray.From([.. Enumerable.Range(0, (int)shape.Length).Select(_ => (float)((2 * random.NextDouble()) - 1))]).Reshape(shape.AsSpan()).To(type);
    }
}
