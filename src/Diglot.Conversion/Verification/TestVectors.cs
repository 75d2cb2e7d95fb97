using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Files;
using Diglot.Formats;
using Diglot.Formats.Safetensors;
using Diglot.Keras.Models;
using static Diglot.Keras.Api;

namespace Diglot.Conversion.Verification;

/// <summary>
/// Test vectors stored beside a converted model, <c>lenet5.pt</c> → <c>lenet5.vectors.safetensors</c>: inputs, and what the source gave for them
/// (<c>input.0</c>, <c>output.0</c> …). For weights alone the file also holds the architecture that they belong to, as Keras's JSON, so that the file can be checked by itself.
/// </summary>
public static class TestVectors
{
    private const string Architecture = "architecture", Ending = ".vectors.safetensors", Model = "model", WeightsEnding = ".weights.h5";

    /// <summary>The file that belongs to a model file.</summary>
    public static string PathFor(string model)
    {
        return (IsKerasWeights(model) ? model[..^WeightsEnding.Length] : Path.ChangeExtension(model, null)) + Ending;
    }

    /// <summary>Stores vectors for PyTorch weights that a Keras model became.</summary>
    /// <param name="target">The file with the weights.</param>
    /// <param name="model">The Keras model.</param>
    /// <param name="batch">The inputs, as Keras wants them.</param>
    public static string Write(string target, Model model, InputBatch batch)
        => Write(target, batch.Arrays, Run(model, batch.Arrays), new() { [Model] = Path.GetFileName(target), [Architecture] = model.to_json() });

    /// <summary>Stores vectors for a Keras model that a PyTorch network became.</summary>
    /// <param name="target">The Keras file.</param>
    /// <param name="converted">The conversion.</param>
    /// <param name="network">The PyTorch network.</param>
    /// <param name="batch">The inputs, as PyTorch wants them.</param>
    public static string Write(string target, KerasConversion converted, Diglot.Torch.Api.nn.Module network, InputBatch batch)
        => Write(target, converted, batch, TorchOutputs.All(network, converted.Source, batch.Arrays));

    /// <summary>Stores vectors for a Keras file that another Keras file became.</summary>
    /// <param name="target">The Keras file: a model, or weights alone.</param>
    /// <param name="converted">The conversion.</param>
    /// <param name="model">The source.</param>
    /// <param name="batch">The inputs, as the source wants them.</param>
    public static string Write(string target, KerasConversion converted, Model model, InputBatch batch)
        => Write(target, converted, batch, Run(model, batch.Arrays));

    /// <summary>Runs a model file on its vectors again; null where there are none beside it.</summary>
    /// <exception cref="FileFormatException">A file is damaged.</exception>
    /// <exception cref="ConversionRefusedException">The file holds weights alone and the vectors no architecture.</exception>
    public static VerificationReport? Check(string model)
    {
        var path = PathFor(model);
        if (!File.Exists(path))
        {
            return null;
        }

        var vectors = SafetensorsReader.Read(path);
        NDArray[] All(string kind) => [.. Enumerable.Range(0, vectors.Tensors.Keys.Count(key => key.StartsWith(kind + ".", StringComparison.Ordinal))).Select(i => vectors.Tensors[$"{kind}.{i}"].ToNDArray())];
        var (inputs, expected) = (All("input"), All("output"));
        var found = SourceReader.IsKeras(model) ? Run(Load(model, vectors.Metadata), inputs) : Run(model, vectors.Metadata, inputs);
        return new([], [.. expected.Select((output, i) => ValueDifference.Between($"output {i}", output, found[i]))], [$"stored vectors, {inputs[0].Shape[0]} examples"], Verifier.DefaultTolerance);
    }

    private static NDArray[] Run(string model, IReadOnlyDictionary<string, string> metadata, NDArray[] inputs)
    {
        // Rebuilt as it was converted, head included: the stored outputs are the source's own.
        var converted = Convert.ToTorch(KerasAdapter.Read(keras.models.model_from_json(ArchitectureOf(model, metadata))));
        converted.Module.load_state_dict(Verifier.State(model));
        using var mode = Diglot.Torch.Api.torch.no_grad();
        var values = converted.Trace(inputs);
        return [.. converted.Source.Outputs.Select(output => values[output])];
    }

    private static Model Load(string path, IReadOnlyDictionary<string, string> metadata)
    {
        if (!IsKerasWeights(path))
        {
            return (Model)keras.models.load_model(path, compile: false);
        }

        var model = keras.models.model_from_json(ArchitectureOf(path, metadata));
        model.load_weights(path);
        return model;
    }

    private static string ArchitectureOf(string model, IReadOnlyDictionary<string, string> metadata) => metadata.TryGetValue(Architecture, out var text) ? text
        : throw new ConversionRefusedException("", $"{Path.GetFileName(model)} holds weights alone, and the vectors beside it no architecture", "Give the model that they belong to as well: diglot verify MODEL WEIGHTS.");

    private static bool IsKerasWeights(string path) => path.EndsWith(WeightsEnding, StringComparison.OrdinalIgnoreCase);

    private static NDArray[] Run(Model model, IEnumerable<NDArray> inputs)
    {
        using var mode = Diglot.Torch.Api.torch.no_grad();
        return [.. model.call_all([.. inputs.Select(static input => new Tensor(input))], training: false).Select(static output => output.Data)];
    }

    private static string Write(string target, KerasConversion converted, InputBatch batch, NDArray[] outputs)
    {
        var metadata = new Dictionary<string, string> { [Model] = Path.GetFileName(target) };
        if (IsKerasWeights(target))
        {
            metadata[Architecture] = converted.Model.to_json();
        }

        return Write(
            target,
            converted.Source.Inputs.Zip(batch.Arrays, (input, array) => converted.Layout.Values[input].Layout.ToTarget(array)),
            converted.Source.Outputs.Zip(outputs, (output, array) => converted.Layout.Values[output].Layout.ToTarget(array)),
            metadata);
    }

    private static string Write(string target, IEnumerable<NDArray> inputs, IEnumerable<NDArray> outputs, Dictionary<string, string> metadata)
    {
        var path = PathFor(target);
        IEnumerable<KeyValuePair<string, TensorData>> Named(string kind, IEnumerable<NDArray> arrays) => arrays.Select((array, i) => KeyValuePair.Create($"{kind}.{i}", (TensorData)MemoryTensorData.Of(array.Contiguous())));
        SafetensorsWriter.Write(path, Named("input", inputs).Concat(Named("output", outputs)), metadata);
        return path;
    }
}
