using Diglot.Formats.Pickle;
using Diglot.Torch.NN.Containers;

namespace Diglot.Torch.Serialization;

/// <summary>Which of PyTorch's classes, by their full names, are which modules here.</summary>
internal static class ModuleClasses
{
    private const string Root = "torch.nn.modules.";

    /// <summary>The file of PyTorch's package that holds the modules of a folder here.</summary>
    private static readonly Dictionary<string, string> FileOfFolder = new()
    {
        ["Activations"] = "activation",
        ["Containers"] = "container",
        ["Convolutions"] = "conv",
        ["Distances"] = "distance",
        ["Dropouts"] = "dropout",
        ["Linears"] = "linear",
        ["Losses"] = "loss",
        ["Normalizations"] = "normalization",
        ["Paddings"] = "padding",
        ["Pooling"] = "pooling",
        ["Shapes"] = "flatten",
        ["Sparse"] = "sparse",
        ["Upsampling"] = "upsampling",
    };

    private static readonly Dictionary<string, Type> Known = typeof(Module).Assembly.GetTypes()
        .Where(static type => type is { IsPublic: true, IsAbstract: false } && type.IsAssignableTo(typeof(Module)) && PathOf(type) is not null)
        .ToDictionary(static type => type.Name);

    /// <summary>The module class that a name stands for; null if there is none here.</summary>
    public static Type? Find(ForeignReference name)
        => name.Module.StartsWith("torch.nn.", StringComparison.Ordinal) && Known.TryGetValue(name.Name, out var type) ? type : null;

    /// <summary>PyTorch's name of one of this library's modules; null for a class of the user's.</summary>
    public static ForeignReference? PathOf(Type type)
    {
        var folder = type.Namespace?.Split('.')[^1] ?? string.Empty;
        return type.Assembly == typeof(Module).Assembly && FileOfFolder.TryGetValue(folder, out var file) ? new(Root + FileOf(type, file), type.Name) : null;
    }

    /// <summary>The attribute that keeps a constructor's argument: usually of its name.</summary>
    public static string AttributeOf(System.Reflection.ParameterInfo argument)
        => argument is { Name: "p", Member.DeclaringType.Name: "PairwiseDistance" } ? "norm" : argument.Name!;

    /// <summary>Whether a class only holds other modules.</summary>
    public static bool IsContainer(Type type) => type == typeof(Sequential) || type == typeof(ModuleList) || type == typeof(ModuleDict);

    private static string FileOf(Type type, string file) => type.Name switch
    {
        _ when type.Name.StartsWith("BatchNorm", StringComparison.Ordinal) => "batchnorm",
        _ when type.Name.StartsWith("InstanceNorm", StringComparison.Ordinal) => "instancenorm",
        "PixelShuffle" or "PixelUnshuffle" => "pixelshuffle",
        "ChannelShuffle" => "channelshuffle",
        "Fold" or "Unfold" => "fold",
        _ => file,
    };
}
