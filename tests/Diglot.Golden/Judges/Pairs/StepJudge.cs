using Diglot.Autograd;
using Diglot.Conversion;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;
using Diglot.Tensors;
using static Diglot.Torch.Api;

namespace Diglot.Golden.Judges.Pairs;

/// <summary>Gradients of a converted network through the weight mapping, and the state after a call in training mode.</summary>
internal static class StepJudge
{
    /// <summary>Compares gradients in inference mode and, where recorded, in training mode.</summary>
    /// <param name="comparison">Takes the differences.</param>
    /// <param name="file">Where the network came from, for messages.</param>
    /// <param name="converted">The network.</param>
    /// <param name="io">The reference.</param>
    /// <param name="inputs">Its inputs, as the source has them.</param>
    /// <param name="key">The reference's name of a weight of the source.</param>
    /// <param name="inTraining">Whether the reference's <c>grad.*</c> were taken in training mode.</param>
    /// <param name="tolerance">Largest difference in relation to the largest value.</param>
    public static void Gradients(Comparison comparison, string file, TorchConversion converted, GoldenTensors io, NDArray[] inputs, Func<string, string> key, bool inTraining = false, double tolerance = 1e-5)
    {
        if (!io.Has("loss"))
        {
            Run(comparison, $"{file}: ", "output", inTraining ? "-" : "grad", converted, io, inputs, key, tolerance);
        }

        if (io.Has("train.output.0") && !io.Has("loss"))
        {
            converted.Module.train(true);
            Run(comparison, $"{file}: train ", "train.output", inTraining ? "grad" : "train.grad", converted, io, inputs, key, tolerance);
            foreach (var weight in converted.Weights.Where(static weight => weight.IsStored && !weight.Weight.IsTrainable))
            {
                var name = $"after.{key(weight.Source)}";
                if (io.Has(name) && converted.Module.state_dict()[weight.Target] is { } state && !weight.Source.EndsWith("moving_variance", StringComparison.Ordinal))
                {
                    PairJudge.Compare(comparison, $"{file}: {name}", io[name], weight.Weight.ApplyInverse(state.Data), tolerance);
                }
            }

            converted.Module.train(false);
        }
    }

    private static void Run(Comparison comparison, string file, string outputName, string gradientName, TorchConversion converted, GoldenTensors io, NDArray[] inputs, Func<string, string> key, double tolerance)
    {
        var layouts = converted.Source.Inputs.Select(input => converted.Layout.Values[input].Layout).ToArray();
        var tensors = inputs.Zip(layouts, static (array, layout) => new Tensor(layout.ToTarget(array), array.Type.IsFloatingPoint)).ToArray();
        var outputs = converted.Run(tensors);
        var ends = converted.Source.Outputs.Select(output => converted.Layout.Values[output].Layout).ToArray();
        Tensor? total = null;
        foreach (var (i, output) in outputs.Index())
        {
            PairJudge.Compare(comparison, $"{file}{outputName}.{i}", io[$"{outputName}.{i}"], ends[i].ToSource(output.Data), tolerance);
            if (io.Has($"cotangent.{i}"))
            {
                var part = (output * new Tensor(ends[i].ToTarget(io[$"cotangent.{i}"]))).Sum();
                total = total is null ? part : total + part;
            }
        }

        if (total is null)
        {
            return;
        }

        converted.Module.zero_grad();
        total.Backward();
        var parameters = converted.Module.named_parameters().ToDictionary(static entry => entry.name, static entry => entry.parameter);
        var scale = io.Names.Where(name => name.StartsWith($"{gradientName}.", StringComparison.Ordinal)).Select(name => io[name].ToArray<double>().Select(Math.Abs).DefaultIfEmpty(0).Max()).DefaultIfEmpty(0).Max();
        foreach (var weight in converted.Weights.Where(weight => weight.IsStored && parameters.ContainsKey(weight.Target)))
        {
            var name = $"{gradientName}.{key(weight.Source)}";
            if (io.Has(name) && parameters[weight.Target].Grad is { } gradient)
            {
                // Gradients are measured against their own largest element, or 2 % of the largest of all.
                var largest = Math.Max(io[name].ToArray<double>().Select(Math.Abs).DefaultIfEmpty(0).Max(), 0.02 * scale);
                comparison.Same($"{file}{name}", io[name], weight.Weight.ApplyInverse(gradient.Data), 3 * tolerance * largest, 0);
            }
        }

        foreach (var (i, tensor) in tensors.Index())
        {
            var name = $"{gradientName}.input.{i}";
            if (io.Has(name) && tensor.Grad is { } gradient)
            {
                comparison.Same($"{file}{name}", io[name], layouts[i].ToSource(gradient.Data), 3 * tolerance * Math.Max(io[name].ToArray<double>().Select(Math.Abs).Max(), 0.02 * scale), 0);
            }
        }
    }
}
