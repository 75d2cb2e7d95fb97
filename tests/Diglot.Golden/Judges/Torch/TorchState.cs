using Diglot.Autograd;
using Diglot.Formats.TorchArchive;
using Diglot.Golden.Cases;
using Module = Diglot.Torch.Api.nn.Module;

namespace Diglot.Golden.Judges.Torch;

/// <summary>Loads a case's <c>state_dict.pt</c>.</summary>
internal static class TorchState
{
    public static void Load(Module module, GoldenCase golden)
    {
        var path = golden.PathOf("state_dict.pt");
        if (!File.Exists(path))
        {
            return;
        }

        var stored = TorchReader.Read(path).FindStateDict() ?? throw new InvalidDataException($"{path} holds no state dictionary.");
        var state = stored.ToDictionary(entry => entry.Key, entry => new Tensor(entry.Value.ToNDArray()));

        // Cases in float64 convert the module first, as loading converts to the module's type.
        if (state.Values.Any(tensor => tensor.Type == Diglot.Tensors.DType.Float64))
        {
            Diglot.Torch.Api.to(module, Diglot.Tensors.DType.Float64);
        }

        module.load_state_dict(state);
    }
}
