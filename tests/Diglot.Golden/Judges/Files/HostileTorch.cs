using Diglot.Formats;
using Diglot.Formats.Safetensors;
using Diglot.Formats.TorchArchive;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;

namespace Diglot.Golden.Judges.Files;

/// <summary>Folder <c>hostile/torch</c>: PyTorch and safetensors files that must be refused clearly; nothing in them may run.</summary>
public sealed class HostileTorch : IJudge
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => ["hostile/torch"];

    /// <inheritdoc/>
    public void Judge(GoldenCase golden, Comparison comparison)
    {
        var file = golden.PathOf(golden.Text("file"));
        string[] accepted = [golden.Text("expected"), .. golden.Json.GetProperty("also_accepted").EnumerateArray().Select(kind => kind.GetString()!)];
        var answer = Hostility.Watch(comparison, golden.Folder, () => Answer(file));
        comparison.Holds($"answer {answer}, expected {string.Join(" or ", accepted)}", accepted.Contains(answer));
    }

    private static string Answer(string file)
    {
        try
        {
            var tensors = file.EndsWith(".safetensors", StringComparison.Ordinal) ? SafetensorsReader.Read(file).Tensors : TorchReader.Read(file).Tensors;
            foreach (var tensor in tensors.Values)
            {
                tensor.CopyTo(new byte[tensor.ByteLength]);
            }

            return "ignore";
        }
        catch (FileFormatException fault)
        {
            return fault.Kind switch
            {
                FileFault.RefusedCode => "refuse-code",
                FileFault.Limit => "limit",
                FileFault.Corrupt or FileFault.WrongFormat => "corrupt",
                FileFault.Invalid => "invalid",
                _ => fault.Kind.ToString(),
            };
        }
    }
}
