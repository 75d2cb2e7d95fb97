using System.Globalization;
using Diglot.Formats.Pickle;

namespace Diglot.Formats.TorchArchive;

/// <summary>A PyTorch file as a <see cref="ModelFile"/>.</summary>
internal static class TorchModelFile
{
    private const int MaximumFacts = 100;

    public static ModelFile Make(string path, TorchFile file)
    {
        var weights = file.FindStateDict();
        return new()
        {
            Path = path,
            Format = TorchFormat.Instance.Name,
            Description = $"PyTorch {Content(file.Value, weights is not null)} ({Form(file.Form)})",
            Weights = weights ?? file.Tensors,
            OptimizerState = weights is null ? new Dictionary<string, TensorData>() : Others(file, weights),
            Modules = file.Value is ForeignObject module && weights is not null ? Modules(module) : new Dictionary<string, string>(),
            Facts = Facts(file.Value),
        };
    }

    private static string Content(object? value, bool hasWeights) => value switch
    {
        ForeignObject when hasWeights => "module",
        PickleDict dict when hasWeights => dict.All(static entry => entry.Value is TensorData) ? "state_dict" : "checkpoint",
        TensorData => "tensor",
        _ => "object",
    };

    private static string Form(TorchForm form) => form switch
    {
        TorchForm.Zip => "zip archive",
        TorchForm.TorchScript => "TorchScript archive",
        TorchForm.Legacy => "stream of before 1.6",
        TorchForm.Tar => "tar archive of 0.1",
        TorchForm.Sharded => "shards",
        _ => "plain pickle",
    };

    /// <summary>What a checkpoint holds beside the weights: mostly the optimizer's state.</summary>
    private static Dictionary<string, TensorData> Others(TorchFile file, IReadOnlyDictionary<string, TensorData> weights)
    {
        if (file.Value is not PickleDict)
        {
            return [];
        }

        var known = weights.Values.ToHashSet<TensorData>(ReferenceEqualityComparer.Instance);
        return file.Tensors.Where(entry => !known.Contains(entry.Value)).ToDictionary();
    }

    private static OrderedDictionary<string, string> Modules(ForeignObject root)
    {
        var modules = new OrderedDictionary<string, string>();
        var path = new HashSet<ForeignObject>();
        void Visit(ForeignObject module, string place)
        {
            if (modules.Count > TorchLimits.MaximumModules || !path.Add(module))
            {
                return;
            }

            modules[place] = module.Type.FullName;
            var inner = module.Attributes is { } attributes && attributes.TryGet<PickleDict>("_modules", out var listed) ? listed : module.Attributes;
            foreach (var (name, value) in inner ?? new PickleDict())
            {
                if (value is ForeignObject child && child.Attributes is not null)
                {
                    Visit(child, place.Length == 0 ? PickleText.Plain(name) : $"{place}.{PickleText.Plain(name)}");
                }
            }

            path.Remove(module);
        }

        Visit(root, "");
        return modules;
    }

    /// <summary>Numbers and short texts beside the tensors: epoch, loss, version.</summary>
    private static Dictionary<string, string> Facts(object? value) => value is not PickleDict dict ? [] : dict
        .Where(static entry => entry is { Key: string, Value: string or long or double or bool })
        .Take(MaximumFacts)
        .ToDictionary(static entry => (string)entry.Key!, static entry => Convert.ToString(entry.Value, CultureInfo.InvariantCulture)!);
}
