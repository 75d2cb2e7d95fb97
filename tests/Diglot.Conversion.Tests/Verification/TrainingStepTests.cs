using Diglot.Autograd;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Verification;
using Diglot.Keras.Models;
using Diglot.Tensors;
using Diglot.TestKit;
using Xunit;
using static Diglot.Keras.Api;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Tests.Verification;

/// <summary>One step of training on both sides, where the frameworks draw random numbers and keep statistics in their own ways.</summary>
public sealed class TrainingStepTests
{
    [Fact]
    public void Dropout_is_given_the_same_masks_in_both_layouts()
    {
        keras.utils.set_random_seed(3);
        var model = keras.Sequential([
            keras.Input((6, 5, 2)), keras.layers.Conv2D(4, 3, name: "conv"), keras.layers.SpatialDropout2D(0.5, name: "whole"), keras.layers.Dropout(0.3, name: "single"),
            keras.layers.Flatten(), keras.layers.Dropout(0.4, name: "flat"), keras.layers.Dense(3, name: "head"),
        ]);
        var converted = Convert.ToTorch(KerasAdapter.Read(model));
        var step = TrainingVerifier.Compare(model, converted, VerificationInputs.Random(converted.Source)[^1]);

        Assert.True(step.IsEqual);
        Assert.DoesNotContain(step.Notes, static note => note.Contains("inference mode", StringComparison.Ordinal));
        Assert.Contains(step.Notes, static note => note.Contains("'whole', 'single', 'flat'", StringComparison.Ordinal));

        // Without the masks the losses would be those of other networks: dropout did act.
        var batch = new Tensor(VerificationInputs.Random(converted.Source)[^1].Arrays[0]);
        Assert.NotEqual(model.call(batch, training: true).ToArray<float>(), model.call(batch, training: false).ToArray<float>());
    }

    [Fact]
    public void Dropout_of_a_PyTorch_network_follows_what_Keras_draws()
    {
        torch.manual_seed(5);
        var network = nn.Sequential(nn.Conv2d(2, 4, kernel_size: 3), nn.Dropout2d(0.5), nn.ReLU(), nn.Dropout(0.2, inplace: true), nn.Flatten(), nn.Linear(48, 3));
        var converted = Convert.ToKeras(TorchAdapter.Read(network, [null, 2, 6, 5]));
        var step = TrainingVerifier.Compare(network, converted, converted.Model, VerificationInputs.Random(converted.Source)[^1]);
        Assert.True(step.IsEqual);
        Assert.DoesNotContain(step.Notes, static note => note.Contains("inference mode", StringComparison.Ordinal));
    }

    [Fact]
    public void Loss_is_told_before_and_after_the_step_on_both_sides()
    {
        var (model, converted) = Normalized();
        var losses = TrainingVerifier.Compare(model, converted, VerificationInputs.Random(converted.Source)[^1]).Losses;
        Assert.Equal(["before the step", "after the step"], losses.Select(static loss => loss.Name));
        Assert.All(losses, static loss => Assert.InRange(loss.Difference.MaximumRelative, 0, 1e-6));
        Assert.True(losses[1].Source < losses[0].Source);
    }

    [Fact]
    public void Moving_statistics_are_compared_after_the_step()
    {
        var (model, converted) = Normalized();
        var step = TrainingVerifier.Compare(model, converted, VerificationInputs.Random(converted.Source)[^1]);
        Assert.Contains(step.AfterStep, static entry => entry.Name == "norm/moving_variance");
        Assert.Contains(step.Notes, static note => note.Contains("n = 84: 'norm'", StringComparison.Ordinal));
        Assert.True(step.IsEqual);
    }

    [Fact]
    public void Moving_variance_of_PyTorch_follows_from_that_of_Keras()
    {
        // Four values of one channel: mean 2.5, Σ (x − mean)² = 5, so 5/4 in Keras and 5/3 in PyTorch; momentum 0.9 of an old variance of 2.
        var unbiased = new MovingVariance("norm", 0.9, 1, 4).Unbiased(NDArray.From([2.0]), NDArray.From([(0.9 * 2) + (0.1 * 5 / 4)]), 4);
        Assert.Equal((0.9 * 2) + (0.1 * 5 / 3), unbiased.ToArray<double>()[0], 1e-12);

        // Twice: m² of the first, and the same share of each batch's.
        unbiased = new MovingVariance("norm", 0.9, 2, 4).Unbiased(NDArray.From([2.0]), NDArray.From([(0.9 * ((0.9 * 2) + (0.1 * 5 / 4))) + (0.1 * 8 / 4)]), 4);
        Assert.Equal((0.9 * ((0.9 * 2) + (0.1 * 5 / 3))) + (0.1 * 8 / 3), unbiased.ToArray<double>()[0], 1e-12);
    }

    [Fact]
    public void Wrong_momentum_is_told_by_the_statistics_after_the_step()
    {
        var (model, _) = Normalized();
        var other = keras.models.model_from_json(System.Text.RegularExpressions.Regex.Replace(model.to_json(), "\"momentum\": ?0.8", "\"momentum\": 0.7"));
        other.set_weights(model.get_weights());
        var converted = Convert.ToTorch(KerasAdapter.Read(other));
        var step = TrainingVerifier.Compare(model, converted, VerificationInputs.Random(converted.Source)[^1]);
        Assert.False(step.IsEqual);
        Assert.Equal(["norm/moving_mean", "norm/moving_variance"], step.Exceeding(step.AfterStep).Select(static entry => entry.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("keras-layers/batchnorm-frozen")]
    [InlineData("keras-models/frozen-parts")]
    [InlineData("pairs/mobilenet_v2/keras")]
    [InlineData("pairs/autoencoder/keras")]
    [InlineData("pairs/lenet_modern/keras")]
    [InlineData("keras-models/odd-names")]
    public void Frozen_nested_and_depthwise_layers_are_trained_alike(string model)
    {
        var source = KerasSide.Load(Path.Combine(Repository.Golden, model, "model.keras"));
        var converted = Convert.ToTorch(KerasAdapter.Read(source));
        Assert.True(TrainingVerifier.Compare(source, converted, VerificationInputs.Random(converted.Source)[^1]).IsEqual);
    }

    private static (Model Model, TorchConversion Converted) Normalized()
    {
        keras.utils.set_random_seed(4);
        var model = keras.Sequential([keras.Input((5, 6, 2)), keras.layers.Conv2D(3, 3, name: "conv"), keras.layers.BatchNormalization(momentum: 0.8, name: "norm"), keras.layers.Flatten(), keras.layers.Dense(2, name: "head")]);
        return (model, Convert.ToTorch(KerasAdapter.Read(model)));
    }
}
