using Diglot.Autograd;
using Diglot.Keras.Callbacks;
using Diglot.Tensors.Storage;
using Diglot.TestKit;
using Xunit;
using static Diglot.Keras.Api;

namespace Diglot.Keras.Tests.Training;

[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    [Fact]
    public void Training_holds_no_more_memory_after_ten_thousand_steps_when_callbacks_drop_tensors()
    {
        var (x, y) = (Tensor.Ones([64, 6, 6, 1]) * 0.5, Tensor.From([.. Enumerable.Range(0, 64).Select(static i => (long)i % 2)]));
        var model = keras.Sequential(
        [
            keras.Input(shape: (6, 6, 1)),
            keras.layers.Conv2D(2, kernel_size: 3, activation: "relu"),
            keras.layers.Flatten(),
            keras.layers.Dense(2, activation: "softmax"),
        ]);
        model.compile(optimizer: "adam", loss: "sparse_categorical_crossentropy", metrics: ["accuracy"]);

        var growth = MemoryGrowth.Of(
            steps => model.fit(x, y, batch_size: 8, steps_per_epoch: steps, verbose: 0, callbacks: [new Waste(model.trainable_weights[^2].value)]),
            warmUp: 1000,
            count: 10_000,
            static () => MemoryPool.InUse,
            static () => MemoryPool.Held);

        Assert.True(growth is { Managed: < 512 << 10, InUse: < 64 << 10, Held: < 64 << 20, WorkingSet: < 128 << 20 }, growth.ToString());
    }

    /// <summary>Makes tensors, one of them with a graph that no backward pass frees, and leaves them to the garbage collector.</summary>
    private sealed class Waste(Tensor weight) : Callback
    {
        public override void on_train_batch_end(int batch, IReadOnlyDictionary<string, double> logs)
        {
            _ = (Tensor.Zeros([64, 256]) + 1).Exp();
            _ = (weight * weight).Sum();
        }
    }
}
