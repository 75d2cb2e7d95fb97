using System.Text.Json.Nodes;
using Diglot.Autograd;
using Diglot.Formats.Safetensors;
using Diglot.Keras.Saving;
using Diglot.Tensors;
using Diglot.TestKit;
using Xunit;
using static Diglot.Keras.Api;

namespace Diglot.Keras.Tests.Models;

public sealed class ModelTests
{
    private static string Golden(string model, string file) => Path.Combine(Repository.Golden, "keras-models", model, file);

    [Fact]
    public void Faces_spell_LeNet_as_the_tutorial_does()
    {
        var model = keras.Sequential(
        [
            keras.Input(shape: (28, 28, 1)),
            keras.layers.Conv2D(6, kernel_size: (5, 5), padding: "same", activation: "sigmoid"),
            keras.layers.AveragePooling2D(pool_size: (2, 2)),
            keras.layers.Conv2D(16, kernel_size: 5, activation: "sigmoid"),
            keras.layers.AveragePooling2D(pool_size: 2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation: "sigmoid"),
            keras.layers.Dense(84, activation: "sigmoid"),
            keras.layers.Dense(10, activation: "softmax"),
        ]);

        Assert.Equal(61706, model.count_params());
        Assert.Equal("(None, 10)", model.outputs[0].shape.ToString());
    }

    [Fact]
    public void Mode_of_a_call_in_a_graph_gives_way_to_training()
    {
        var input = keras.Input(shape: 50);
        var model = keras.Model(inputs: input, outputs: keras.layers.Dropout(0.5).call(input, training: false));
        Assert.Equal(50, model.call(Tensor.Ones([1, 50]), training: false).ToArray<float>().Count(static value => value == 1));
        Assert.Contains(0, model.call(Tensor.Ones([1, 50]), training: true).ToArray<float>());
    }

    [Fact]
    public void Graph_with_shared_layer_has_its_weights_once()
    {
        var shared = keras.layers.Dense(4);
        var (a, b) = (keras.Input(shape: 3), keras.Input(shape: 3));
        var sum = keras.layers.Add().call([shared.call(a), shared.call(b)]);
        var model = keras.Model(inputs: [a, b], outputs: sum);

        Assert.Equal(2, model.weights.Count);
        Assert.Equal(16, model.count_params());
    }

    [Fact]
    public void Unknown_padding_is_answered_with_the_allowed_ones()
    {
        var fault = Assert.Throws<ArgumentException>(() => keras.layers.Conv2D(6, 5, padding: "smae"));

        Assert.Contains("'valid', 'same'", fault.Message);
        Assert.Contains("Did you mean 'same'?", fault.Message);
    }

    [Theory]
    [InlineData("lenet5")]
    [InlineData("nested")]
    [InlineData("inception")]
    [InlineData("frozen-parts")]
    [InlineData("case-names")]
    public void Model_loaded_from_either_file_gives_what_Keras_gives(string name)
    {
        foreach (var file in (string[])["model.keras", "model.h5"])
        {
            var model = keras.saving.load_model(Golden(name, file), compile: false);
            var io = SafetensorsReader.Read(Golden(name, "io.safetensors"));
            var inputs = io.Tensors.Where(static entry => entry.Key.StartsWith("input.", StringComparison.Ordinal)).OrderBy(static entry => entry.Key).Select(static entry => new Tensor(entry.Value.ToNDArray())).ToArray();
            var outputs = model.call_all(inputs, training: false);
            for (var i = 0; i < outputs.Length; i++)
            {
                var (found, wanted) = (outputs[i].ToArray<double>(), io.Tensors[$"output.{i}"].ToNDArray().ToArray<double>());
                Assert.All(found.Zip(wanted), pair => Assert.Equal(pair.Second, pair.First, 1e-4 * Math.Max(0.1, Math.Abs(pair.Second))));
            }
        }
    }

    [Theory]
    [InlineData("nested")]
    [InlineData("inception")]
    [InlineData("case-names")]
    public void Configuration_is_word_for_word_that_of_Keras_when_read_and_written(string name)
    {
        var text = File.ReadAllText(Golden(name, "config.json"));

        Assert.Equal(PythonJson.Write(JsonNode.Parse(text)!["config"]), PythonJson.Write(JsonNode.Parse(keras.models.model_from_json(text).to_json())!["config"]));
    }

    [Theory]
    [InlineData("nested")]
    [InlineData("inception")]
    [InlineData("case-names")]
    public void Summary_is_printed_as_Keras_prints_it(string name)
    {
        var model = keras.saving.load_model(Golden(name, "model.keras"), compile: false);
        var (plain, full) = ("", "");
        model.summary(line_length: 76, print_fn: text => plain = text);
        model.summary(line_length: 76, print_fn: text => full = text, expand_nested: true, show_trainable: true);

        Assert.Equal(File.ReadAllText(Golden(name, "summary.txt")).TrimEnd(), plain.TrimEnd());
        Assert.Equal(File.ReadAllText(Golden(name, "summary_full.txt")).TrimEnd(), full.TrimEnd());
    }

    [Theory]
    [InlineData(".keras")]
    [InlineData(".h5")]
    public void Model_is_the_same_when_saved_and_loaded(string ending)
    {
        var model = keras.Sequential([keras.Input(shape: (6, 6, 1)), keras.layers.Conv2D(2, 3), keras.layers.BatchNormalization(), keras.layers.Flatten(), keras.layers.Dense(3)]);
        var folder = Directory.CreateTempSubdirectory("diglot");
        try
        {
            var path = Path.Combine(folder.FullName, $"model{ending}");
            model.save(path);
            var again = keras.saving.load_model(path);
            var x = new Tensor(NDArray.Arange(0, 72, 1, DType.Float32)).Reshape(2, 6, 6, 1);

            Assert.Equal(model.call(x).ToArray<float>(), again.call(x).ToArray<float>());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Weights_are_the_same_when_saved_and_loaded_alone()
    {
        var (one, two) = (keras.Sequential([keras.Input(shape: 3), keras.layers.Dense(4)]), keras.Sequential([keras.Input(shape: 3), keras.layers.Dense(4)]));
        var folder = Directory.CreateTempSubdirectory("diglot");
        try
        {
            var path = Path.Combine(folder.FullName, "model.weights.h5");
            one.save_weights(path);
            two.load_weights(path);

            Assert.Equal(one.get_weights()[0].ToArray<float>(), two.get_weights()[0].ToArray<float>());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
