using Diglot.TestKit;
using Diglot.Tensors.Random;
using Xunit;

namespace Diglot.Tensors.Tests.Random;

/// <summary>The two seeded LeNet-5 scripts of rng/e2e: initial weights and the rows of every batch, from the seed alone and to the last bit.</summary>
public sealed class EndToEndTests
{
    [Fact]
    public void Torch_lenet5_starts_from_the_same_weights_and_sees_the_same_batches()
    {
        var golden = Golden("torch_lenet5");
        var generator = new TorchGenerator(0);
        foreach (var (layer, weight, bias, fan) in new[] { ("0", 150, 6, 25), ("3", 2400, 16, 150), ("7", 48000, 120, 400), ("9", 10080, 84, 120), ("11", 840, 10, 84) })
        {
            Assert.Equal(golden.Values($"init.{layer}.weight"), TorchInitializations.Uniform(weight, TorchInitializations.KaimingBound(fan), generator));
            Assert.Equal(golden.Values($"init.{layer}.bias"), TorchInitializations.Uniform(bias, 1 / Math.Sqrt(fan), generator));
        }

        var order = new[] { TorchRandom.EpochOrder(6400, generator), TorchRandom.EpochOrder(6400, generator) };
        Assert.Equal(golden.Integers("order"), order.SelectMany(rows => rows));
    }

    [Fact]
    public void Keras_lenet5_starts_from_the_same_weights_and_sees_the_same_batches()
    {
        var golden = Golden("keras_lenet5");
        var lines = new KerasLines(new KerasBackend.TensorFlow(), 0);
        foreach (var (layer, shape) in new[] { ("conv2d", new[] { 5, 5, 1, 6 }), ("conv2d_1", [5, 5, 6, 16]), ("dense", [400, 120]), ("dense_1", [120, 84]), ("dense_2", [84, 10]) })
        {
            var kernel = lines.Named("GlorotUniform", shape, (lines.Draw(), 0));
            Assert.Equal(golden.Values($"init.sequential/{layer}/kernel"), Array.ConvertAll(kernel, v => (double)v));
            Assert.All(golden.Values($"init.sequential/{layer}/bias"), b => Assert.Equal(0, b));
        }

        var order = TensorFlowRandom.ShuffleOrder(6400, 0);
        Assert.Equal(golden.Integers("order"), order.Concat(order));
    }

    private static SafetensorsFile Golden(string name) => new(Path.Combine(Repository.Golden, "rng", "e2e", name, "io.safetensors"));
}
