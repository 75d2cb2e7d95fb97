using Diglot.Autograd;
using Diglot.Keras.Models;
using static Diglot.Keras.Api;

namespace Diglot.Bench.Networks;

/// <summary>LeNet-5 the Keras way: compile and fit.</summary>
internal sealed class KerasLeNet : ILeNet
{
    private readonly Model _model;
    private readonly Tensor _images;
    private readonly Tensor _labels;

    public KerasLeNet()
    {
        keras.utils.set_random_seed(0);
        var ((x_train, y_train), _) = keras.datasets.mnist.load_data();
        _images = x_train.Reshape(-1, 28, 28, 1) / 255f;
        _labels = keras.utils.to_categorical(y_train, num_classes: 10);
        _model = keras.Sequential([
            keras.layers.Conv2D(6, kernel_size: (5, 5), padding: "same", activation: "sigmoid"),
            keras.layers.AveragePooling2D(pool_size: (2, 2)),
            keras.layers.Conv2D(16, kernel_size: (5, 5), activation: "sigmoid"),
            keras.layers.AveragePooling2D(pool_size: (2, 2)),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation: "sigmoid"),
            keras.layers.Dense(84, activation: "sigmoid"),
            keras.layers.Dense(10, activation: "softmax"),
        ]);
        _model.compile(optimizer: keras.optimizers.Adam(learning_rate: 0.01), loss: "categorical_crossentropy", metrics: ["accuracy"]);
    }

    public string Face => "keras";

    public void Train(int steps) => _model.fit(_images, _labels, batch_size: 64, epochs: 1, steps_per_epoch: steps, verbose: 0);

    public IEnumerable<(string Way, Action Call)> Inference(int batch)
    {
        var x = _images[..batch];
        yield return ("predict_on_batch", () => _model.predict_on_batch(x));
    }
}
