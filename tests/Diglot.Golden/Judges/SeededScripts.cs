using System.Text.Json;
using System.Text.Json.Nodes;
using Diglot.Autograd;
using Diglot.Golden.Cases;
using Diglot.Golden.Judges.Torch;
using Diglot.Golden.Running;
using Diglot.Keras.Layers;
using Diglot.Keras.Models;
using Diglot.Keras.Optimizers;
using Diglot.Keras.Saving;
using Diglot.Tensors;
using Diglot.Tensors.Random;
using static Diglot.Keras.Api;
using static Diglot.Torch.Api;

namespace Diglot.Golden.Judges;

/// <summary>Folder <c>rng/e2e</c>: a whole program from its seed alone: first weights and the order of rows exactly, then the losses.</summary>
public sealed class SeededScripts : IJudge
{
    private const int ComparedSteps = 100;
    private const double LossTolerance = 1e-4;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => ["rng/e2e"];

    /// <inheritdoc/>
    public void Judge(GoldenCase golden, Comparison comparison)
    {
        if (golden.Text("framework") == "torch")
        {
            Torch(golden, comparison);
        }
        else
        {
            Keras(golden, comparison);
        }
    }

    private static void Torch(GoldenCase golden, Comparison comparison)
    {
        var settings = golden.Json.GetProperty("settings");
        var rows = settings.GetProperty("rows").GetInt32();
        torch.manual_seed(settings.GetProperty("seed").GetInt64());
        var net = TorchTrajectories.Sequential(settings.GetProperty("body").GetString()!);
        var loader = DataLoader(TensorDataset(MnistRows.Images(0, rows, 1, 28, 28), MnistRows.Labels(0, rows), torch.arange(rows)), batch_size: settings.GetProperty("batch").GetInt32(), shuffle: true);
        var lossFunction = nn.CrossEntropyLoss();
        var parameters = net.named_parameters().ToDictionary(entry => entry.Item1, entry => entry.Item2);
        var optimizer = settings.GetProperty("opt").GetString() == "Adam(model.parameters())" ? optim.Adam(parameters.Values) : throw new UnclaimedException("another optimizer");
        foreach (var (name, parameter) in parameters)
        {
            comparison.Same($"init.{name}", golden.Tensors[$"init.{name}"], parameter.Data, 0, 0);
        }

        var (losses, order) = (golden.Json.GetProperty("loss_per_step"), golden.Tensors["order"]);
        var step = 0;
        for (var epoch = 0; epoch < settings.GetProperty("epochs").GetInt32(); epoch++)
        {
            foreach (var (x, y, numbers) in loader)
            {
                comparison.Same($"order of step {step + 1}", order.Select(0, step).Slice(0, 0, numbers.Shape[0]), numbers.Data, 0, 0);
                optimizer.zero_grad();
                var loss = lossFunction.forward(net.forward(x), y);
                loss.Backward();
                optimizer.step();
                if (step++ < ComparedSteps)
                {
                    comparison.Same($"loss of step {step}", losses[step - 1].GetDouble(), loss.Item<double>(), LossTolerance, 0);
                }
            }
        }
    }

    private static void Keras(GoldenCase golden, Comparison comparison)
    {
        var settings = golden.Json.GetProperty("settings");
        var (rows, batch) = (settings.GetProperty("rows").GetInt32(), settings.GetProperty("batch").GetInt32());
        keras.utils.clear_session();
        keras.utils.set_random_seed(settings.GetProperty("seed").GetInt64());
        var layers = PythonText.Calls(settings.GetProperty("body").GetString()!).Select(call => (SequentialItem)Layer((JsonObject)call!)).ToList();
        var model = keras.Sequential([keras.Input([28, 28, 1]), .. layers]);
        foreach (var weight in model.weights)
        {
            comparison.Same($"init.{weight.path}", golden.Tensors.Names.Single(name => name.EndsWith("/" + weight.path, StringComparison.Ordinal) || name == "init." + weight.path) is var name ? golden.Tensors[name] : null!, weight.value.Data, 0, 0);
        }

        var optimizer = PythonText.Calls(settings.GetProperty("opt").GetString()!)[0]!;
        model.compile(Optimizer.FromConfig(new JsonObject { ["class_name"] = (string)optimizer["class"]!, ["config"] = new JsonObject { ["learning_rate"] = (double)optimizer["args"]![0]! } }), "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        var kept = (int)Math.Floor(rows * (1 - settings.GetProperty("split").GetDouble()));
        var (x, y) = (MnistRows.Images(0, rows, 28, 28, 1), MnistRows.Labels(0, rows));
        var (losses, order) = (golden.Json.GetProperty("loss_per_step"), golden.Tensors["order"]);
        var steps = (kept + batch - 1) / batch;
        for (var step = 0; step < losses.GetArrayLength(); step++)
        {
            var epochOrder = KerasRandom.FitOrder(kept);
            var start = step % steps * batch;
            var numbers = epochOrder.AsSpan(start, Math.Min(batch, kept - start)).ToArray();
            comparison.Same($"order of step {step + 1}", order.Select(0, step).Slice(0, 0, numbers.Length), NDArray.From(numbers), 0, 0);
            if (step < ComparedSteps)
            {
                model.reset_metrics();
                var positions = Tensor.From(numbers);
                var figures = model.train_on_batch(x.Take(positions, 0), y.Take(positions, 0));
                comparison.Same($"loss of step {step + 1}", losses[step].GetDouble(), figures["loss"], LossTolerance, 0);
            }
        }
    }

    /// <summary>A layer from a Python call: positional arguments take the constructor's parameters in order.</summary>
    private static Layer Layer(JsonObject call)
    {
        var name = ((string)call["class"]!).Split('.')[^1];
        var type = LayerCatalogue.Classes.TryGetValue(name, out var found) ? found : throw new UnclaimedException($"keras.layers.{name}");
        var config = (JsonObject)call["kwargs"]!.DeepClone();
        var parameters = type.GetConstructors()[0].GetParameters();
        foreach (var (value, i) in call["args"]!.AsArray().Select((value, i) => (value, i)))
        {
            config[parameters[i].Name!] = value?.DeepClone();
        }

        return (Layer)KerasObject.Construct(type, config);
    }
}
