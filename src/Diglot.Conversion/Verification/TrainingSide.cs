using Diglot.Keras.Models;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Verification;

/// <summary>One framework's network with inputs, ready to be differentiated.</summary>
/// <param name="run">Computes the outputs, in training mode or not.</param>
/// <param name="weights">All weights by name; leaves that require gradients are trainable.</param>
internal sealed class TrainingSide(Func<bool, Tensor[]> run, IReadOnlyDictionary<string, Tensor> weights)
{
    /// <summary>A Keras model; weights go by layer and name.</summary>
    public static TrainingSide Of(Model model, Tensor[] inputs, IEnumerable<string> names) => new(
        training => model.call_all(inputs, training),
        names.Distinct().ToDictionary(static name => name, name => KerasLayers.Weight(model, name)?.value ?? throw new ConversionRefusedException(
            name[..Math.Max(name.LastIndexOf('/'), 0)], $"the live model has no weight '{name}' to differentiate", "Verify without --deep.", name)));

    /// <summary>A PyTorch network; weights go by the keys of its state_dict.</summary>
    /// <param name="module">The network.</param>
    /// <param name="run">Runs it.</param>
    /// <param name="inferring">Modules that stay in inference mode whatever the others do.</param>
    public static TrainingSide Of(nn.Module module, Func<Tensor[]> run, IReadOnlyCollection<nn.Module> inferring) => new(
        training =>
        {
            module.train(training);
            foreach (var inner in inferring)
            {
                inner.eval();
            }

            try
            {
                return run();
            }
            finally
            {
                module.eval();
            }
        },
        module.named_parameters().Concat(module.named_buffers()).ToDictionary(static entry => entry.name, static entry => entry.Item2));

    /// <summary>Gradients by name, of Σ outputs · cotangents.</summary>
    public IReadOnlyDictionary<string, NDArray> Gradients(IReadOnlyList<NDArray> cotangents, bool training)
    {
        var trainable = weights.Where(static entry => entry.Value.RequiresGrad).ToArray();
        var outputs = run(training).Zip(cotangents).Where(static pair => pair.First.RequiresGrad).ToArray();
        var found = trainable.Length == 0 || outputs.Length == 0 ? [] : outputs.Select(static pair => (pair.First * new Tensor(pair.Second)).Sum()).Aggregate(static (a, b) => a + b).Gradients([.. trainable.Select(static entry => entry.Value)]);
        return trainable.Index().ToDictionary(static entry => entry.Item.Key, entry => found.ElementAtOrDefault(entry.Index)?.Data ?? NDArray.Zeros(entry.Item.Value.Shape, entry.Item.Value.Type));
    }

    /// <summary>A step against the gradients; all weights are put back afterwards.</summary>
    /// <param name="cotangents">What each output is multiplied by in the loss.</param>
    /// <param name="training">Whether it is made in training mode.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="begin">Called before each run.</param>
    public TrainingStep Step(IReadOnlyList<NDArray> cotangents, bool training, double rate, Action begin)
    {
        var before = weights.ToDictionary(static entry => entry.Key, static entry => entry.Value.Data.Copy());
        begin();
        var gradients = Gradients(cotangents, training);
        using var mode = torch.no_grad();
        foreach (var (name, gradient) in gradients)
        {
            weights[name].Data.CopyFrom((weights[name] - (new Tensor(gradient) * rate)).Data);
        }

        var after = weights.ToDictionary(static entry => entry.Key, static entry => entry.Value.Data.Copy());
        begin();
        var (lossAfter, _) = Loss(training);
        Restore();
        begin();
        var (lossBefore, scale) = Loss(training);
        Restore();
        return new(lossBefore, lossAfter, scale, before, after);

        (double Loss, double Scale) Loss(bool isTraining)
        {
            var (sum, size) = (0.0, 0.0);
            foreach (var (output, cotangent) in run(isTraining).Zip(cotangents))
            {
                foreach (var (value, factor) in output.Data.ToArray<double>().Zip(cotangent.ToArray<double>()))
                {
                    sum += value * factor;
                    size += Math.Abs(value * factor);
                }
            }

            return (sum, size);
        }

        // What the calls themselves have moved (running means) goes back too.
        void Restore()
        {
            foreach (var (name, weight) in weights)
            {
                weight.Data.CopyFrom(before[name]);
            }
        }
    }
}
