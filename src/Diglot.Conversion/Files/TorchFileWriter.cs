using Diglot.Conversion.Adapters.ToTorch;
using Diglot.Formats;
using Diglot.Formats.Numpy;
using Diglot.Formats.Safetensors;
using Diglot.Formats.TorchArchive;
using Diglot.Torch.NN.Containers;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Files;

/// <summary>PyTorch's files from a plan; each weight is read, permuted and written when its turn comes.</summary>
internal static class TorchFileWriter
{
    /// <summary>Writes the state, or the whole module where asked for and possible.</summary>
    public static void Write(TorchConversion converted, string path, TargetFormat format, ConversionOptions options)
    {
        if (options.WholeModule && format == TargetFormat.Torch)
        {
            torch.save(converted.Module is Sequential ? converted.Module : throw new ConversionRefusedException(
                "", "only an nn.Sequential can be stored as a whole module; this network's forward is more than a chain", "Write the state_dict, and the source beside it."), path);
            return;
        }

        if (options.Checkpoint && format == TargetFormat.Torch)
        {
            var optimizer = converted.Optimizer ?? throw new ConversionRefusedException(
                "", "the source holds no optimizer that can be carried over (that of a compiled model, if both frameworks have it)", "Write the weights alone.");
            torch.save(new Dictionary<string, object?> { ["model"] = converted.Module.state_dict(), ["optimizer"] = optimizer.state_dict() }, path);
            return;
        }

        Write(converted.Plan.State.Select(static entry => KeyValuePair.Create(entry.Key, (TensorData)new WeightTensorData(entry.Weight))), path, format, Versions(converted.Plan));
    }

    /// <summary>Writes weights by key.</summary>
    public static void Write(IEnumerable<KeyValuePair<string, TensorData>> weights, string path, TargetFormat format, IEnumerable<KeyValuePair<string, long>>? versions = null)
    {
        switch (format)
        {
            case TargetFormat.Torch:
                TorchWriter.Write(path, TorchWriter.StateDict(weights, versions));
                break;
            case TargetFormat.Safetensors:
                SafetensorsWriter.Write(path, weights, new Dictionary<string, string> { ["format"] = "pt" });
                break;
            default:
                NpzWriter.Write(path, weights);
                break;
        }
    }

    // PyTorch's BatchNorm has had num_batches_tracked since version 2 of its layout.
    private static IEnumerable<KeyValuePair<string, long>> Versions(TorchPlan plan)
        => plan.Members.Select(static member => KeyValuePair.Create(member.Name, member.Call.ClassName.StartsWith("BatchNorm", StringComparison.Ordinal) ? 2L : 1L)).Prepend(KeyValuePair.Create("", 1L));
}
