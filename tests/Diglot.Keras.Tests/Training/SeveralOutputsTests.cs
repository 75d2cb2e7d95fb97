using Diglot.Autograd;
using Diglot.Keras.Layers;
using Diglot.Keras.Losses;
using Diglot.Keras.Metrics;
using Diglot.Keras.Models;
using Xunit;
using static Diglot.Keras.Api;

namespace Diglot.Keras.Tests.Training;

/// <summary>Training with several inputs and outputs: how they are given, and how figures are named.</summary>
public sealed class SeveralOutputsTests
{
    private static readonly Tensor A = Tensor.From([1f, 2f, 3f, 4f], [4, 1]), B = Tensor.From([0f, 1f, 0f, 1f], [4, 1]);

    [Fact]
    public void Figures_are_named_by_the_outputs_when_losses_and_metrics_are_given_by_name()
    {
        var model = Model();
        model.compile(
            optimizer: keras.optimizers.SGD(learning_rate: 0),
            loss: new Dictionary<string, Loss> { ["sum"] = "mse", ["copy"] = "mae" },
            loss_weights: new Dictionary<string, double> { ["sum"] = 0.5, ["copy"] = 2 },
            metrics: new Dictionary<string, MetricChoice> { ["copy"] = ["mse"] });
        var history = model.fit(new Dictionary<string, Tensor> { ["a"] = A, ["b"] = B }, new Dictionary<string, Tensor> { ["copy"] = A, ["sum"] = A }, batch_size: 4, verbose: 0);

        // Kernels are ones: sum = a + b with the error b, whose mean square is 1/2; copy = b with the errors 1, 1, 3, 3.
        Assert.Equal(["copy_loss", "copy_mse", "loss", "sum_loss"], history.history.Keys);
        Assert.Equal(0.5, history.history["sum_loss"][0], 1e-6);
        Assert.Equal(2, history.history["copy_loss"][0], 1e-6);
        Assert.Equal(5, history.history["copy_mse"][0], 1e-6);
        Assert.Equal((0.5 * 0.5) + (2 * 2), history.history["loss"][0], 1e-6);
    }

    [Fact]
    public void Outputs_come_as_a_list_when_the_model_was_made_with_one()
    {
        var outputs = Model().predict_all([A, B], batch_size: 3, verbose: 0);
        Assert.Equal([1f, 3f, 3f, 5f], outputs[0].Single.ToArray<float>());
        Assert.Equal([0f, 1f, 0f, 1f], outputs[1].Single.ToArray<float>());
        Assert.Contains("predict_all", Assert.Throws<InvalidOperationException>(() => Model().predict([A, B], verbose: 0)).Message);
    }

    [Fact]
    public void Compile_is_refused_with_a_suggestion_when_a_loss_names_no_output()
    {
        var model = Model();
        model.compile(optimizer: "sgd", loss: new Dictionary<string, Loss> { ["smu"] = "mse" });
        Assert.Contains("sum", Assert.Throws<ArgumentException>(() => model.fit([A, B], [A, A], verbose: 0)).Message);
        model.compile(optimizer: "sgd", loss: ["mse", "mse", "mse"]);
        Assert.Contains("3", Assert.Throws<ArgumentException>(() => model.fit([A, B], [A, A], verbose: 0)).Message);
    }

    [Fact]
    public void Step_keeps_the_slots_of_the_other_variables_when_a_layer_is_frozen_in_between()
    {
        var model = Model();
        model.compile(optimizer: keras.optimizers.SGD(learning_rate: 0.1, momentum: 0.5), loss: "mse");
        model.fit([A, B], [A, A], verbose: 0);
        var before = model.get_weights();
        model.get_layer("sum").trainable = false;
        model.fit([A, B], [A, A], verbose: 0);
        Assert.Equal(before[0].ToArray<float>(), model.get_weights()[0].ToArray<float>());
        Assert.NotEqual(before[1].ToArray<float>(), model.get_weights()[1].ToArray<float>());
    }

    private static Functional Model()
    {
        var (a, b) = (keras.Input(1, name: "a"), keras.Input(1, name: "b"));
        var joined = keras.layers.Concatenate(name: "both").call([a, b]);
        var sum = keras.layers.Dense(1, use_bias: false, kernel_initializer: "ones", name: "sum").call(joined);
        var copy = keras.layers.Dense(1, use_bias: false, kernel_initializer: "ones", name: "copy").call(b);
        return keras.Model([a, b], [sum, copy]);
    }
}
