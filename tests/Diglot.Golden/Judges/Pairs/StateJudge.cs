using Diglot.Conversion;
using Diglot.Golden.Cases;
using Diglot.Golden.Running;
using Diglot.Torch.NN.Core;
using static Diglot.Torch.Api;

namespace Diglot.Golden.Judges.Pairs;

/// <summary>The state of a converted network beside the stored <c>state_dict.pt</c>: names, shapes and values, to the last bit.</summary>
internal static class StateJudge
{
    /// <summary>
    /// Layers that the author of the pair wrote with another module, so that its weights are others: a 1x1 convolution for a Dense, PixelShuffle
    /// for two reshapes and a permutation. The rest of the case says whether ours computes the same.
    /// </summary>
    private static readonly HashSet<(string Case, string Module)> WrittenOtherwise = [("se_block", "se_reduce"), ("se_block", "se_expand"), ("pixel_shuffle", "expand")];

    /// <summary>Compares all tensors.</summary>
    public static void State(GoldenCase golden, Comparison comparison, string file, TorchConversion converted)
    {
        var (stored, own) = (Stored(golden), converted.Module.state_dict());
        var mapping = PairMapping.Of(golden);
        var keys = mapping.Keys(converted);
        comparison.Equal($"{file}: state, no counterpart for", "", string.Join(' ', stored.Keys.Where(key => !keys.ContainsKey(key))));
        comparison.Equal($"{file}: state, not in state_dict.pt", "", string.Join(' ', own.Keys.Except(keys.Values)));
        foreach (var (key, weight) in mapping.Entries.Where(entry => keys.ContainsKey(entry.Key)))
        {
            // Where the author gave the module the layer's name, the converter has to as well.
            var (module, ours) = (PairMapping.Module(key), keys[key]);
            var sameName = weight is not null && weight[..weight.LastIndexOf('/')] == module;
            comparison.Equal($"{file}: key of {weight ?? key}", sameName ? key : key[module.Length..], sameName ? ours : ours[PairMapping.Module(ours).Length..]);
            comparison.Holds($"{file}: {ours} is not in the state", own.ContainsKey(ours));
            if (own.TryGetValue(ours, out var tensor) && !WrittenOtherwise.Contains((golden.Name, module)))
            {
                comparison.Equal($"{file}: type of {ours}", stored[key].Type, tensor.Type);
                comparison.Same($"{file}: {ours}", stored[key].Data, tensor.Data, 0, 0);
            }
        }
    }

    /// <summary>The state of the pair's PyTorch network.</summary>
    public static StateDict Stored(GoldenCase golden) => (StateDict)torch.load(golden.PathOf("torch/state_dict.pt"));
}
