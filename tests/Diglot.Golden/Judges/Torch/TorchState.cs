using Diglot.Autograd;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;
using Module = Diglot.Torch.Api.nn.Module;

namespace Diglot.Golden.Judges.Torch;

/// <summary>Loads a case's <c>state_dict.pt</c>.</summary>
internal static class TorchState
{
    public static void Load(Module module, GoldenCase golden)
    {
        if (File.Exists(golden.PathOf("state_dict.pt")))
        {
            throw new UnclaimedException("state_dict.pt");
        }

        _ = (module, typeof(Tensor));
    }
}
