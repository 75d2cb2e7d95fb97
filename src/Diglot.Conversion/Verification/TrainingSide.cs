using Diglot.Keras.Models;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Verification;

/// <summary>One framework's network with inputs, ready to be differentiated.</summary>
/// <param name="run">Computes the outputs, in training mode or not.</param>
/// <param name="weights">All weights by name; leaves that require gradients are trainable.</param>
internal sealed class TrainingSide(Func<bool, Tensor[]> run, IReadOnlyDictionary<string, Tensor> weights)
{
    /// <summary>A Keras model; weights go by layer and name, without the names of models around them.</summary>
    public static TrainingSide Of(Model model, Tensor[] inputs, IEnumerable<string> names)
    {
        var variables = model.weights.ToArray();
        return new(training => model.call_all(inputs, training), names.Distinct().ToDictionary(static name => name, name => variables.First(variable => variable.path == name || variable.path.EndsWith("/" + name, StringComparison.Ordinal)).value));
    }

    /// <summary>A PyTorch network; weights go by the keys of its state_dict.</summary>
    public static TrainingSide Of(nn.Module module, Func<Tensor[]> run) => new(
        training =>
        {
            module.train(training);
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

    /// <summary>Gradients by name, of Σ outputs · cotangents, and every weight after a step against them.</summary>
    public (IReadOnlyDictionary<string, NDArray> Gradients, IReadOnlyDictionary<string, NDArray> After) Differentiate(IReadOnlyList<NDArray> cotangents, bool training, double rate)
    {
        var before = weights.ToDictionary(static entry => entry.Key, static entry => entry.Value.Data.Copy());
        var total = run(training).Zip(cotangents, static (output, cotangent) => (output * new Tensor(cotangent)).Sum()).Aggregate(static (a, b) => a + b);
        var trainable = weights.Where(static entry => entry.Value.RequiresGrad).ToArray();
        var found = trainable.Length == 0 ? [] : total.Gradients([.. trainable.Select(static entry => entry.Value)]);
        var gradients = trainable.Zip(found).ToDictionary(static entry => entry.First.Key, static entry => entry.Second?.Data ?? NDArray.Zeros(entry.First.Value.Shape, entry.First.Value.Type));
        var after = new Dictionary<string, NDArray>();
        using var mode = torch.no_grad();
        foreach (var (name, weight) in weights)
        {
            after[name] = gradients.TryGetValue(name, out var gradient) ? (weight - (new Tensor(gradient) * rate)).Data : weight.Data.Copy();

            // What the call itself has moved (running means) goes back.
            weight.Data.CopyFrom(before[name]);
        }

        return (gradients, after);
    }
}
