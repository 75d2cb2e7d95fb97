using System.Diagnostics;
using Diglot.Cli.Output;
using Diglot.Keras.Callbacks;
using static Diglot.Keras.Api;

namespace Diglot.Cli.Training;

/// <summary>LeNet-5 the Keras way: compile, fit, evaluate.</summary>
internal sealed class KerasTrainer : IStyleTrainer
{
    public string Style => "keras";

    public StyleResult Train(TrainRequest request, OutputFolder folder, CancellationToken stop)
    {
        Console.WriteLine("Keras style");
        keras.utils.set_random_seed(request.Seed);
        var ((x_train, y_train), (x_test, y_test)) = keras.datasets.mnist.load_data();
        x_train = x_train.Reshape(-1, 28, 28, 1) / 255f;
        x_test = x_test.Reshape(-1, 28, 28, 1) / 255f;
        y_train = keras.utils.to_categorical(y_train, num_classes: 10);
        y_test = keras.utils.to_categorical(y_test, num_classes: 10);

        var model = keras.Sequential([
            keras.Input([28, 28, 1]),
            keras.layers.Conv2D(6, kernel_size: (5, 5), padding: "same", activation: "sigmoid"),
            keras.layers.AveragePooling2D(pool_size: (2, 2)),
            keras.layers.Conv2D(16, kernel_size: (5, 5), activation: "sigmoid"),
            keras.layers.AveragePooling2D(pool_size: (2, 2)),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation: "sigmoid"),
            keras.layers.Dense(84, activation: "sigmoid"),
            keras.layers.Dense(10, activation: "softmax"),
        ]);
        model.summary();
        model.compile(optimizer: keras.optimizers.Adam(learning_rate: 0.01), loss: "categorical_crossentropy", metrics: ["accuracy"]);
        var watch = new Watch(stop);
        var history = model.fit(x_train, y_train, batch_size: request.BatchSize, epochs: request.Epochs, validation_split: 0.2, callbacks: [watch]).history;

        var interrupted = stop.IsCancellationRequested;
        double? accuracy = interrupted ? null : model.evaluate(x_test, y_test)[1];
        var file = folder[interrupted ? "lenet5.interrupted.keras" : "lenet5.keras"];
        model.save(file);
        List<string> files = [file];
        if (history.TryGetValue("loss", out var losses) && losses.Count > 0)
        {
            files.AddRange(LossCurve.Draw(folder, "loss_keras", "LeNet-5, Keras style", "epoch", ("loss", losses), ("val_loss", history["val_loss"])));
        }

        return new()
        {
            Style = Style,
            Losses = losses ?? [],
            Accuracies = history.TryGetValue("val_accuracy", out var accuracies) ? accuracies : [],
            Seconds = watch.Seconds,
            TestAccuracy = accuracy,
            Files = files,
            Interrupted = interrupted,
            Model = model,
        };
    }

    /// <summary>Times the training part of each epoch, and ends training on Ctrl-C.</summary>
    private sealed class Watch(CancellationToken stop) : Callback
    {
        private long _start;
        private double _seconds;

        public List<double> Seconds { get; } = [];

        public override void on_epoch_begin(int epoch) => _start = Stopwatch.GetTimestamp();

        public override void on_train_batch_end(int batch, IReadOnlyDictionary<string, double> logs)
        {
            _seconds = Stopwatch.GetElapsedTime(_start).TotalSeconds;
            model.stop_training |= stop.IsCancellationRequested;
        }

        public override void on_epoch_end(int epoch, IDictionary<string, double> logs) => Seconds.Add(_seconds);
    }
}
