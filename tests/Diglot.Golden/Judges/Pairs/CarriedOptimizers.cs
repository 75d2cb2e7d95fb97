using Diglot.Autograd;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Training;
using Diglot.Formats.KerasArchive;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;
using Diglot.Graph.Training;
using Diglot.Tensors;
using Diglot.Torch.NN.Core;
using Diglot.Torch.Optim;
using static Diglot.Torch.Api;

namespace Diglot.Golden.Judges.Pairs;

/// <summary>Folder <c>optimizers/carry</c>: a network half trained in one framework goes on in the other, with the same losses.</summary>
public sealed class CarriedOptimizers : IJudge
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => ["optimizers/carry"];

    /// <inheritdoc/>
    public void Judge(GoldenCase golden, Comparison comparison)
    {
        var kind = golden.Json.GetProperty("torch_optimizer")[0].GetString()!;
        if (OptimizerKind.Of(kind) is null)
        {
            throw new UnclaimedException($"carrying over {kind}");
        }

        KerasToTorch(golden, comparison);
        TorchToKeras(golden, comparison);
    }

    private static void KerasToTorch(GoldenCase golden, Comparison comparison)
    {
        var converted = Diglot.Conversion.Convert.ToTorch(KerasAdapter.Read(KerasArchiveReader.Read(golden.PathOf("model.keras"))));
        var (network, optimizer, loss) = (converted.Module, converted.Optimizer!, nn.MSELoss());
        network.train(true);
        foreach (var (step, wanted) in golden.Json.GetProperty("losses_after_torch").EnumerateArray().Index())
        {
            var (x, y) = Batch(golden, step);
            optimizer.zero_grad();
            var found = loss.forward(network.forward(x), y);
            found.Backward();
            optimizer.step();
            comparison.Same($"Keras to PyTorch, loss of step {step + 1}", wanted.GetDouble(), found.Item<double>(), 0, 1e-5);
        }
    }

    private static void TorchToKeras(GoldenCase golden, Comparison comparison)
    {
        var checkpoint = (IDictionary<string, object?>)torch.load(golden.PathOf("checkpoint.pt"));
        var network = nn.Sequential(("hidden", nn.Linear(5, 4)), ("tanh", nn.Tanh()), ("out", nn.Linear(4, 3)));
        network.load_state_dict((StateDict)checkpoint["model"]!);
        Optimizer optimizer = golden.Json.GetProperty("torch_optimizer")[0].GetString() switch
        {
            "Adam" => optim.Adam(network.parameters()),
            "AdamW" => optim.AdamW(network.parameters()),
            "Adamax" => optim.Adamax(network.parameters()),
            "RMSprop" => optim.RMSprop(network.parameters()),
            "Adagrad" => optim.Adagrad(network.parameters()),
            "Adadelta" => optim.Adadelta(network.parameters()),
            _ => optim.SGD(network.parameters(), lr: 0.1),
        };
        optimizer.load_state_dict((System.Collections.IDictionary)checkpoint["optimizer"]!);
        var graph = TorchAdapter.Read(network, optimizer, new LossForm(LossKind.MeanSquaredError), [null, 5]);
        var model = Diglot.Conversion.Convert.ToKeras(graph).Model;
        foreach (var (step, wanted) in golden.Json.GetProperty("losses_after_keras").EnumerateArray().Index())
        {
            var (x, y) = Batch(golden, step);
            model.reset_metrics();
            comparison.Same($"PyTorch to Keras, loss of step {step + 1}", wanted.GetDouble(), model.train_on_batch(x, y)["loss"], 0, 1e-5);
        }
    }

    private static (Tensor X, Tensor Y) Batch(GoldenCase golden, int step)
    {
        var place = golden.Json.GetProperty("steps_before").GetInt32() + step;
        return (new Tensor(golden.Tensors["x"].Select(0, place).Contiguous()), new Tensor(golden.Tensors["y"].Select(0, place).Contiguous()));
    }
}
