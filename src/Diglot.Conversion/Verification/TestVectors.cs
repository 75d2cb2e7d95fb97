using System.Text.Json.Nodes;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Files;
using Diglot.Formats;
using Diglot.Formats.Safetensors;
using Diglot.Keras.Models;
using static Diglot.Keras.Api;

namespace Diglot.Conversion.Verification;

/// <summary>
/// Test vectors stored beside a converted model, <c>lenet5.pt</c> → <c>lenet5.vectors.safetensors</c>: inputs, and what the source gave for them
/// (<c>input.0</c>, <c>output.0</c> …), with a digest of each array and of each weight of the model, so that a change too small to show in the outputs is told too. For weights alone
/// the file also holds the architecture that they belong to, as Keras's JSON, so that the file can be checked by itself.
/// </summary>
public static class TestVectors
{
    private const string Architecture = "architecture", WeightDigests = "sha256_of_weights", VectorDigests = "sha256_of_vectors", Ending = ".vectors.safetensors", Model = "model", WeightsEnding = ".weights.h5";

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
    {
        using var mode = Diglot.Torch.Api.torch.no_grad();
        return Write(target, converted, batch, [.. NetworkCall.Run(network, [.. batch.Arrays.Select(static input => new Tensor(input))]).Select(static output => output.Data)]);
    }

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
        if (inputs.Length == 0 || expected.Length == 0)
        {
            throw new FileFormatException(FileFault.Invalid, "A file of test vectors holds inputs and what came of them", null, "input.0 and output.0", string.Join(", ", vectors.Tensors.Keys.Take(4)), "Convert the model again.", path);
        }

        var found = SourceReader.IsKeras(model) ? Run(Load(model, vectors.Metadata), inputs) : Run(model, vectors.Metadata, inputs);
        return new([], [.. expected.Select((output, i) => ValueDifference.Between($"output {i}", output, found[i]))], [$"stored vectors, {inputs[0].Shape[0]} examples"], Verifier.DefaultTolerance)
        {
            Changed = [.. Digests.Changed(Stored(vectors.Metadata, WeightDigests), Digests.Of(model)).Select(static name => $"weight '{name}'"), .. Digests.Changed(Stored(vectors.Metadata, VectorDigests), Digests.Of(vectors.Tensors)).Select(static name => $"vector '{name}'")],
        };
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
            return KerasSide.Load(path);
        }

        var model = keras.models.model_from_json(ArchitectureOf(path, metadata));
        model.load_weights(path);
        return model;
    }

    private static string ArchitectureOf(string model, IReadOnlyDictionary<string, string> metadata) => metadata.TryGetValue(Architecture, out var text) ? text
        : throw new ConversionRefusedException("", $"{Path.GetFileName(model)} holds weights alone, and the vectors beside it no architecture", "Give the model that they belong to as well: diglot verify MODEL WEIGHTS.");

    private static IReadOnlyDictionary<string, string>? Stored(IReadOnlyDictionary<string, string> metadata, string key)
        => metadata.TryGetValue(key, out var text) && JsonNode.Parse(text) is JsonObject digests ? digests.ToDictionary(static entry => entry.Key, static entry => entry.Value?.ToString() ?? "") : null;

    private static string Text(IEnumerable<KeyValuePair<string, string>> digests) => new JsonObject(digests.Select(static entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value))).ToJsonString();

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
        var arrays = Named("input", inputs).Concat(Named("output", outputs)).ToDictionary();
        metadata[WeightDigests] = Text(Digests.Of(target));
        metadata[VectorDigests] = Text(Digests.Of(arrays));
        SafetensorsWriter.Write(path, arrays, metadata);
        return path;
    }
}
