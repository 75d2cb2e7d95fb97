using System.Text.Json;
using System.Text.Json.Nodes;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;
using Diglot.Keras.Callbacks;
using Diglot.Keras.Models;
using Diglot.Tensors;
using Diglot.Tensors.Shapes;
using static Diglot.Keras.Api;

namespace Diglot.Golden.Judges.Keras;

/// <summary>Table <c>schedules/keras_callbacks</c>: what callbacks decide on given figures.</summary>
public sealed class KerasCallbacks : IJudge
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => ["schedules/keras_callbacks"];

    /// <inheritdoc/>
    public void Judge(GoldenCase golden, Comparison comparison)
    {
        var folder = Directory.CreateTempSubdirectory("diglot-callbacks-").FullName;
        try
        {
            if (golden.Text("class") == "LearningRateScheduler")
            {
                Scheduler(golden, comparison);
            }
            else
            {
                Follow(golden, comparison, folder);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Model NewModel()
    {
        var model = keras.Sequential([keras.Input(shape: 2), keras.layers.Dense(1)]);
        model.compile(optimizer: keras.optimizers.SGD(0.1), loss: "mse");
        return model;
    }

    private static void Scheduler(GoldenCase golden, Comparison comparison)
    {
        Func<int, double, double> schedule = golden.Text("schedule") switch
        {
            "lr * 0.9" => (_, rate) => rate * 0.9,
            "0.1 if epoch < 5 else 0.01" => (epoch, _) => epoch < 5 ? 0.1 : 0.01,
            "lr if epoch % 3 else lr / 2" => (epoch, rate) => epoch % 3 != 0 ? rate : rate / 2,
            var other => throw new UnclaimedException($"the schedule {other}"),
        };
        var wanted = golden.Json.GetProperty("lr");
        var history = NewModel().fit(Autograd.Tensor.Zeros([8, 2]), Autograd.Tensor.Zeros([8, 1]), epochs: wanted.GetArrayLength(), verbose: 0, callbacks: [keras.callbacks.LearningRateScheduler(schedule)]).history["learning_rate"];
        for (var epoch = 0; epoch < wanted.GetArrayLength(); epoch++)
        {
            comparison.Same($"rate of epoch {epoch}", wanted[epoch].GetDouble(), history[epoch]);
        }
    }

    private static void Follow(GoldenCase golden, Comparison comparison, string folder)
    {
        var arguments = (JsonObject)JsonNode.Parse(golden.Json.GetProperty("args").GetRawText())!;
        if (golden.Json.TryGetProperty("filepath", out var path))
        {
            arguments["filepath"] = Path.Combine(folder, path.GetString()!);
        }

        if (golden.Text("class") == "CSVLogger")
        {
            throw new UnclaimedException("keras.callbacks.CSVLogger");
        }

        var callback = KerasClasses.Make<Callback>(golden.Text("class"), arguments, "keras.callbacks");
        var model = NewModel();
        callback.Attach(model, new Dictionary<string, object>());
        callback.on_train_begin();
        var series = golden.Json.GetProperty("series");
        var epoch = 0;
        for (; epoch < series.GetArrayLength() && !model.stop_training; epoch++)
        {
            var before = Directory.GetFiles(folder).ToDictionary(file => file, File.GetLastWriteTimeUtc);
            callback.on_epoch_begin(epoch);
            model.layers[^1].set_weights([NDArray.Full(new Shape(2, 1), epoch, DType.Float32), NDArray.Full(new Shape(1), 0, DType.Float32)]);
            var logs = series[epoch].EnumerateObject().ToDictionary(figure => figure.Name, figure => figure.Value.GetDouble());
            callback.on_epoch_end(epoch, logs);
            if (golden.Json.TryGetProperty("lr", out var rates))
            {
                comparison.Same($"rate after epoch {epoch}", rates[epoch].GetDouble(), model.optimizer.learning_rate, 0, 1e-6);
            }

            if (golden.Json.TryGetProperty("files", out var files))
            {
                var written = Directory.GetFiles(folder).Where(file => !before.TryGetValue(file, out var time) || File.GetLastWriteTimeUtc(file) != time).Select(Path.GetFileName).Order(StringComparer.Ordinal);
                comparison.Equal($"files of epoch {epoch}", string.Join(' ', files[epoch].EnumerateArray()), string.Join(' ', written));
            }

            if (callback is EarlyStopping early)
            {
                comparison.Equal($"wait of epoch {epoch}", golden.Json.GetProperty("wait")[epoch].GetInt32(), early.wait);
            }
        }

        callback.on_train_end();
        if (callback is EarlyStopping stopping)
        {
            comparison.Equal("epochs_run", golden.Json.GetProperty("epochs_run").GetInt32(), epoch);
            comparison.Equal("stopped_epoch", golden.Json.GetProperty("stopped_epoch").GetInt32(), stopping.stopped_epoch);
            comparison.Equal("best_epoch", golden.Json.GetProperty("best_epoch").GetInt32(), stopping.best_epoch);
            comparison.Same("best", golden.Json.GetProperty("best").GetDouble(), stopping.best);
            comparison.Equal("epoch of the weights", golden.Json.GetProperty("restored").GetInt32(), (int)model.layers[^1].get_weights()[0].ToArray<float>()[0]);
        }
    }
}
