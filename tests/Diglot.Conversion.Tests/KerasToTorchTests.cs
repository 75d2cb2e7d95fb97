using Diglot.Autograd;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Graph;
using Diglot.Tensors;
using Diglot.Torch.NN.Containers;
using Xunit;
using static Diglot.Keras.Api;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Tests;

/// <summary>Live Keras models become PyTorch networks; the Keras model itself is the reference.</summary>
public sealed class KerasToTorchTests
{
    [Fact]
    public void Sequential_becomes_a_Sequential_with_the_same_names()
    {
        var model = keras.Sequential([
            keras.Input((12, 12, 1)),
            keras.layers.Conv2D(3, kernel_size: 5, padding: "same", activation: "sigmoid", name: "first"),
            keras.layers.AveragePooling2D(pool_size: 2, name: "pool"),
            keras.layers.Flatten(name: "flat"),
            keras.layers.Dense(4, activation: "softmax", name: "last"),
        ]);
        var network = Assert.IsType<Sequential>(Convert.ToTorch(model));
        Assert.Equal(["first.weight", "first.bias", "last.weight", "last.bias"], network.state_dict().Keys);

        var x = Random(2, 12, 12, 1);
        Same(model.call(x), network.forward(x.Permute(0, 3, 1, 2)));
    }

    [Fact]
    public void Huber_loss_keeps_its_delta()
    {
        var model = keras.Sequential([keras.Input(5), keras.layers.Dense(3)]);
        model.compile(optimizer: keras.optimizers.SGD(), loss: keras.losses.Huber(delta: 0.7));
        var converted = Convert.ToTorch(KerasAdapter.Read(model));
        Assert.Contains(converted.Notes, static note => note.Text.Contains("nn.HuberLoss(delta=0.7)"));
        Assert.Equal(0.7, (double)Convert.ToKeras(converted.Source).Model.get_compile_config()!["loss"]!["config"]!["delta"]!);
    }

    [Fact]
    public void Flatten_keeps_the_source_order_when_no_weight_follows()
    {
        var model = keras.Sequential([keras.Input((3, 4, 2)), keras.layers.MaxPooling2D(pool_size: 1), keras.layers.Flatten()]);
        var converted = Convert.ToTorch(KerasAdapter.Read(model));
        var x = Random(2, 3, 4, 2);
        Same(model.call(x), converted.Run(x.Permute(0, 3, 1, 2))[0]);
        Assert.Contains(converted.Notes, static note => note.Kind == NoteKind.Adapted && note.Text.Contains("permute"));
    }

    [Fact]
    public void Shared_layer_is_one_member_when_called_twice()
    {
        var dense = keras.layers.Dense(3, name: "shared");
        var (a, b) = (keras.Input(5, name: "a"), keras.Input(5, name: "b"));
        var model = keras.Model(new[] { a, b }, keras.layers.Subtract().call([dense.call(a), dense.call(b)]));
        var converted = Convert.ToTorch(KerasAdapter.Read(model));
        Assert.Equal(["shared.weight", "shared.bias"], converted.Module.state_dict().Keys);
        var (x, y) = (Random(2, 5), Random(2, 5));
        Same(model.call([x, y]), converted.Module.forward(x, y));
    }

    [Fact]
    public void Logits_are_given_when_asked_for()
    {
        var model = keras.Sequential([keras.Input(5), keras.layers.Dense(3, activation: "softmax")]);
        var converted = Convert.ToTorch(KerasAdapter.Read(model), new ConversionOptions { Logits = true });
        var x = Random(4, 5);
        Same(model.call(x), converted.Run(x)[0].Softmax(-1));
        Assert.Contains(converted.Notes, static note => note.Text.Contains("CrossEntropyLoss"));
    }

    [Fact]
    public void Layers_whose_names_meet_in_Python_keep_weights_of_their_own()
    {
        var x = keras.Input(3, name: "x");
        var y = keras.layers.Dense(3, activation: "relu", name: "fc").call(x);
        y = keras.layers.Dense(4, name: "fc relu").call(y);
        var model = keras.Model(x, keras.layers.Dense(2, name: "fc_relu").call(y));
        var converted = Convert.ToTorch(KerasAdapter.Read(model));
        Assert.Equal(6, converted.Module.state_dict().Count);
        var input = Random(2, 3);
        Same(model.call(input), converted.Run(input)[0]);
    }

    [Fact]
    public void Frozen_batch_normalization_stays_as_it_is_in_training()
    {
        var model = keras.Sequential([keras.Input(3), keras.layers.BatchNormalization(name: "norm", trainable: false), keras.layers.Dense(2)]);
        var converted = Convert.ToTorch(KerasAdapter.Read(model));
        converted.Module.train(true);
        var x = Random(4, 3);
        Same(model.call(x, training: true), converted.Run(x)[0]);
        Assert.Equal(0, converted.Module.state_dict()["norm.num_batches_tracked"].Item<long>());
    }

    [Fact]
    public void Unknown_layer_is_refused_with_its_path()
    {
        var node = (System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse("""
            {"class_name": "Sequential", "config": {"name": "m", "layers": [
                {"class_name": "InputLayer", "config": {"batch_shape": [null, 4], "name": "x"}},
                {"class_name": "Lambda", "config": {"name": "trick"}}]}}
            """)!;
        var refused = Assert.Throws<ConversionRefusedException>(() => KerasAdapter.Read(node));
        Assert.Equal("trick", refused.Path);
        Assert.Contains("never run", refused.Message);
    }

    [Fact]
    public void Unknown_argument_is_refused_by_name()
    {
        var node = (System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse("""
            {"class_name": "Sequential", "config": {"name": "m", "layers": [
                {"class_name": "InputLayer", "config": {"batch_shape": [null, 4], "name": "x"}},
                {"class_name": "Dense", "config": {"name": "d", "units": 2, "sparkle": 3}}]}}
            """)!;
        Assert.Contains("sparkle", Assert.Throws<ConversionRefusedException>(() => KerasAdapter.Read(node)).Message);
    }

    private static Tensor Random(params int[] shape)
    {
        var random = new Random(1);
        var length = shape.Aggregate(1, static (a, b) => a * b);
        return new Tensor(NDArray.From(Enumerable.Range(0, length).Select(_ => (float)((random.NextDouble() * 2) - 1)).ToArray()).Reshape(shape));
    }

    private static void Same(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        foreach (var (a, b) in expected.Data.ToArray<float>().Zip(actual.Data.ToArray<float>()))
        {
            Assert.InRange(b, a - 1e-5f, a + 1e-5f);
        }
    }
}
