using Diglot.Autograd.Tape;
using Diglot.Torch.NN.Lazy;

namespace Diglot.Torch.NN.Core;

/// <summary>Copies a state dictionary into a module and says everything that does not fit, in PyTorch's words.</summary>
internal static class StateLoading
{
    public static IncompatibleKeys Load(Module module, IReadOnlyDictionary<string, Tensor> state, bool strict)
    {
        foreach (var (path, inner) in module.named_modules())
        {
            // Lazy modules learn their sizes from what is stored for them.
            var prefix = path.Length == 0 ? path : path + ".";
            if (inner is LazyModule lazy && (state.GetValueOrDefault(prefix + "weight") ?? state.GetValueOrDefault(prefix + "running_mean")) is { Rank: > 0 } first)
            {
                lazy.Become(first.Shape);
            }
        }

        var own = module.state_dict();
        var missing = own.Keys.Where(name => !state.ContainsKey(name)).ToArray();
        var unexpected = state.Keys.Where(name => !own.ContainsKey(name)).ToArray();
        var faults = new List<string>();
        if (strict && missing.Length > 0)
        {
            faults.Add($"Missing key(s) in state_dict: {Quoted(missing)}. ");
        }

        if (strict && unexpected.Length > 0)
        {
            faults.Add($"Unexpected key(s) in state_dict: {Quoted(unexpected)}. ");
        }

        using (GradientMode.Disable())
        {
            foreach (var (name, target) in own)
            {
                if (!state.TryGetValue(name, out var source))
                {
                    continue;
                }

                // Files of PyTorch before 0.4 store scalars as one element.
                if (target.Rank == 0 && source.Rank == 1 && source.Length == 1)
                {
                    source = source.Reshape();
                }

                if (source.Shape != target.Shape)
                {
                    faults.Add($"size mismatch for {name}: copying a param with shape {new Size(source.Shape)} from checkpoint, the shape in current model is {new Size(target.Shape)}.");
                }
                else
                {
                    target.CopyFrom(source.Detach());
                }
            }
        }

        return faults.Count == 0 ? new(missing, unexpected)
            : throw new InvalidOperationException($"Error(s) in loading state_dict for {module._get_name()}:\n\t{string.Join("\n\t", faults)}");
    }

    private static string Quoted(string[] names) => string.Join(", ", names.Select(static name => $"\"{name}\""));
}
