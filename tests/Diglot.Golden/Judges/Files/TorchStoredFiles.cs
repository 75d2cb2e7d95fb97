using System.Text.Json;
using Diglot.Formats;
using Diglot.Formats.Safetensors;
using Diglot.Formats.TorchArchive;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;

namespace Diglot.Golden.Judges.Files;

/// <summary>Kind <c>torch-files</c>: what <c>torch.save</c> and safetensors write: names, numbers, strides, shared storages, gradient marks.</summary>
public sealed class TorchStoredFiles : IJudge
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => ["torch-files"];

    /// <inheritdoc/>
    public void Judge(GoldenCase golden, Comparison comparison)
    {
        var file = golden.PathOf(golden.Text("file"));
        var expected = golden.PathOf("expected.safetensors");
        if (file.EndsWith(".onnx", StringComparison.Ordinal))
        {
            StoredOnnx.Compare(golden, comparison, file, expected);
            return;
        }

        if (file.Contains(".safetensors", StringComparison.Ordinal))
        {
            var safetensors = SafetensorsReader.Read(file);
            StoredTensors.Compare(comparison, expected, safetensors.Tensors);
            foreach (var (key, text) in Members(golden, "metadata"))
            {
                comparison.Equal($"metadata {key}", text.GetString(), safetensors.Metadata.GetValueOrDefault(key));
            }

            return;
        }

        var torch = TorchReader.Read(file);
        StoredTensors.Compare(comparison, expected, torch.Tensors);
        CompareViews(golden, comparison, torch.Tensors);
        PickledValues.Compare(golden, comparison, torch.Value);
    }

    private static void CompareViews(GoldenCase golden, Comparison comparison, IReadOnlyDictionary<string, TensorData> tensors)
    {
        foreach (var (name, entry) in Members(golden, "tensors"))
        {
            if (!tensors.TryGetValue(name, out var found) || found is not TorchTensor tensor)
            {
                continue;
            }

            comparison.Equal($"type of {name}", entry.GetProperty("dtype").GetString(), tensor.ElementType);
            if (tensor is TorchStridedTensor view && entry.TryGetProperty("stride", out var stride) && stride.ValueKind == JsonValueKind.Array)
            {
                comparison.Equal($"strides of {name}", string.Join(", ", stride.EnumerateArray().Select(step => step.GetInt64())), string.Join(", ", view.Strides));
                comparison.Equal($"offset of {name}", entry.GetProperty("storage_offset").GetInt64(), view.Offset);
            }
        }

        if (golden.Json.TryGetProperty("one_storage", out var shared))
        {
            comparison.Equal("storages", 1, shared.EnumerateArray().Select(name => ((TorchStridedTensor)tensors[name.GetString()!]).Storage).Distinct().Count());
        }

        foreach (var (name, mark) in Members(golden, "requires_grad"))
        {
            comparison.Equal($"requires_grad of {name}", mark.GetBoolean(), ((TorchTensor)tensors[name]).RequiresGrad);
        }
    }

    private static IEnumerable<(string Name, JsonElement Value)> Members(GoldenCase golden, string property)
        => golden.Json.TryGetProperty(property, out var found) && found.ValueKind == JsonValueKind.Object ? found.EnumerateObject().Select(member => (member.Name, member.Value)) : [];
}
