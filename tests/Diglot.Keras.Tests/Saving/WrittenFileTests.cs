using Diglot.Autograd;
using Diglot.Formats.Safetensors;
using Diglot.Keras.Saving;
using Diglot.TestKit;
using Xunit;
using static Diglot.Keras.Api;

namespace Diglot.Keras.Tests.Saving;

/// <summary>Files that models are saved to here, beside those that Keras saved of the same models, and in other readers' hands.</summary>
public sealed class WrittenFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("diglot").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    private static string Golden(string model, string file) => Path.Combine(Repository.Golden, "keras-models", model, file);

    [Theory]
    [InlineData("lenet5")]
    [InlineData("lenet5-delayed")]
    [InlineData("inception")]
    [InlineData("case-names")]
    [InlineData("nested")]
    [InlineData("frozen-parts")]
    [InlineData("mlp-sgd-momentum")]
    public void Model_saved_here_has_the_groups_attributes_and_types_that_Keras_wrote(string name)
    {
        // Legacy files carry the paths of the model as it was built, so each form is loaded from its own.
        var pairs = new List<(string, string)>();
        foreach (var file in (string[])["model.h5", "model.keras"])
        {
            var model = keras.saving.load_model(Golden(name, file));
            var written = Path.Combine(_folder, file);
            model.save(written);
            pairs.Add((Golden(name, file), written));
            if (file == "model.keras")
            {
                var weights = Path.Combine(_folder, "model.weights.h5");
                model.save_weights(weights);
                pairs.Add((Golden(name, "model.weights.h5"), weights));
            }
        }

        var differences = H5py.Differences(pairs, "model_config", "training_config");
        Assert.True(differences.Length == 0, differences);
    }

    [Theory]
    [InlineData("lenet5")]
    [InlineData("lenet5-delayed")]
    [InlineData("inception")]
    [InlineData("case-names")]
    [InlineData("mlp-sgd-momentum")]
    public void Whole_model_h5_saved_here_predicts_the_same_in_TensorFlow_js(string name)
    {
        var written = Path.Combine(_folder, "model.h5");
        keras.saving.load_model(Golden(name, "model.keras"), compile: false).save(written);
        var io = SafetensorsReader.Read(Golden(name, "io.safetensors"));

        var outputs = TensorFlowJs.Predict(written, [.. Tensors(io, "input.").Select(Flat)]);

        var wanted = Tensors(io, "output.").Select(Flat).ToArray();
        Assert.Equal(wanted.Length, outputs.Count);
        foreach (var (output, expected) in outputs.Zip(wanted))
        {
            Assert.Equal(expected.Shape, output.Shape);
            Assert.All(output.Values.Zip(expected.Values), static pair => Assert.Equal(pair.Second, pair.First, 1e-5f * MathF.Max(1, MathF.Abs(pair.Second))));
        }
    }

    private static IEnumerable<Tensor> Tensors(SafetensorsFile io, string prefix) => io.Tensors
        .Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal))
        .OrderBy(static entry => entry.Key, StringComparer.Ordinal)
        .Select(static entry => new Tensor(entry.Value.ToNDArray()));

    private static FlatTensor Flat(Tensor tensor) => new([.. tensor.Shape], tensor.ToArray<float>());
}
