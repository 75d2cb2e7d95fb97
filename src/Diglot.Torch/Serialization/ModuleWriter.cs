using System.Reflection;
using Diglot.Formats.Pickle;
using Diglot.Torch.NN.Containers;

namespace Diglot.Torch.Serialization;

/// <summary>Describes modules as PyTorch pickles them: the class by its full name, and the attributes that Python's object has.</summary>
internal static class ModuleWriter
{
    private const string Ordered = "collections.OrderedDict";

    /// <exception cref="NotSupportedException">A module is of a class of the user's own, which Python does not have.</exception>
    public static ForeignObject Describe(Module module, ValuePacker values)
    {
        var path = ModuleClasses.PathOf(module.GetType()) ?? throw new NotSupportedException(
            $"torch.save writes whole networks of torch.nn's own modules; Python has no class for {module.GetType().Name}. Save net.state_dict() instead, and write the class in Python to load it.");
        var attributes = Base(module, values);
        AddArguments(attributes, module);
        return ForeignObject.WithAttributes(path, attributes);
    }

    /// <summary>What every module has, in the order in which PyTorch's constructor makes it.</summary>
    private static PickleDict Base(Module module, ValuePacker values)
    {
        var (parameters, buffers, hidden) = (new PickleDict(), new PickleDict(), new List<object?>());
        var own = module.GetType().GetProperties().Where(static property => property.PropertyType == typeof(Tensor)).Select(static property => property.Name).ToArray();
        var named = module.named_parameters(recurse: false, remove_duplicate: false).ToArray();
        foreach (var (name, parameter) in named)
        {
            parameters[name] = values.Pack(parameter);
        }

        foreach (var (name, buffer) in module.named_buffers(recurse: false, remove_duplicate: false))
        {
            buffers[name] = values.Pack(buffer);
            if (!module.IsPersistent(name))
            {
                hidden.Add(name);
            }
        }

        // What was left out (bias=False) is there as None: a parameter, or a buffer where it is the weight of a loss or a running statistic.
        foreach (var name in own.Where(name => !parameters.TryGet(name, out _) && !buffers.TryGet(name, out _)))
        {
            var isBuffer = name.StartsWith("running_", StringComparison.Ordinal) || name == "num_batches_tracked" || module.GetType().Namespace!.EndsWith("Losses", StringComparison.Ordinal);
            (isBuffer ? buffers : parameters)[name] = null;
        }

        var modules = new PickleDict();
        foreach (var (name, child) in module.Children)
        {
            modules[name] = values.Pack(child);
        }

        return new()
        {
            ["training"] = module.training,
            ["_parameters"] = parameters,
            ["_buffers"] = buffers,
            ["_non_persistent_buffers_set"] = new PickleSet(false, hidden),
            ["_backward_pre_hooks"] = new PickleDict(Ordered),
            ["_backward_hooks"] = new PickleDict(Ordered),
            ["_is_full_backward_hook"] = null,
            ["_forward_hooks"] = new PickleDict(Ordered),
            ["_forward_hooks_with_kwargs"] = new PickleDict(Ordered),
            ["_forward_hooks_always_called"] = new PickleDict(Ordered),
            ["_forward_pre_hooks"] = new PickleDict(Ordered),
            ["_forward_pre_hooks_with_kwargs"] = new PickleDict(Ordered),
            ["_state_dict_hooks"] = new PickleDict(Ordered),
            ["_state_dict_pre_hooks"] = new PickleDict(Ordered),
            ["_load_state_dict_pre_hooks"] = new PickleDict(Ordered),
            ["_load_state_dict_post_hooks"] = new PickleDict(Ordered),
            ["_modules"] = modules,
        };
    }

    /// <summary>What the constructor was given, kept under the same names.</summary>
    private static void AddArguments(PickleDict attributes, Module module)
    {
        var type = module.GetType();
        if (ModuleClasses.IsContainer(type) || module is ParameterList or ParameterDict)
        {
            if (module is ParameterList list)
            {
                attributes["_size"] = (long)list.Count;
            }
            else if (module is ParameterDict entries)
            {
                attributes["_keys"] = new PickleDict();
                foreach (var key in entries.keys())
                {
                    ((PickleDict)attributes["_keys"]!)[key] = null;
                }
            }

            return;
        }

        foreach (var argument in type.GetConstructors().MaxBy(static candidate => candidate.GetParameters().Length)!.GetParameters())
        {
            var property = type.GetProperty(ModuleClasses.AttributeOf(argument));
            if (property is not null && property.PropertyType != typeof(Tensor) && property.PropertyType != typeof(DType))
            {
                attributes[property.Name] = Plain(property.GetValue(module));
            }
        }

        AddDerived(attributes, module);
    }

    /// <summary>Attributes that PyTorch's constructors work out and its <c>forward</c> reads.</summary>
    private static void AddDerived(PickleDict attributes, Module module)
    {
        var name = module.GetType().Name;
        if (attributes.TryGet<PickleTuple>("kernel_size", out var kernel) && name.StartsWith("Conv", StringComparison.Ordinal))
        {
            attributes["transposed"] = name.StartsWith("ConvTranspose", StringComparison.Ordinal);
            if (attributes["padding"] is long width)
            {
                attributes["padding"] = new PickleTuple([.. kernel.Select(_ => (object?)width)]);
            }

            if (!attributes.TryGet("output_padding", out _))
            {
                attributes["output_padding"] = new PickleTuple([.. kernel.Select(static _ => (object?)0L)]);
            }

            attributes["_reversed_padding_repeated_twice"] = Reversed(attributes, kernel.Count);
        }
        else if (name.Contains("MaxPool", StringComparison.Ordinal) && !attributes.TryGet("return_indices", out _))
        {
            attributes["return_indices"] = false;
        }
        else if (name.StartsWith("ZeroPad", StringComparison.Ordinal))
        {
            attributes["value"] = 0.0;
        }
        else if (name.StartsWith("Upsample", StringComparison.Ordinal))
        {
            attributes["name"] = name;
        }
    }

    private static List<object?> Reversed(PickleDict attributes, int axes)
    {
        var padding = (ConvolutionPadding)(attributes["padding"] switch
        {
            string mode => mode,
            PickleTuple widths => new IntOrTuple([.. widths.Select(static width => (int?)(long?)width)]),
            _ => (ConvolutionPadding)0,
        });
        int[] Lengths(string name) => [.. ((PickleTuple)attributes[name]!).Select(static length => (int)(long)length!)];
        return [.. padding.Resolve(Lengths("kernel_size"), padding.Mode == "same" ? [.. Enumerable.Repeat(1, axes)] : Lengths("stride"), Lengths("dilation"))
            .Reverse().SelectMany(static side => new object?[] { (long)side.Before, (long)side.After })];
    }

    private static object? Plain(object? value) => value switch
    {
        int number => (long)number,
        Size lengths => Tuple(lengths),
        int[] numbers => Tuple(numbers),
        IntOrTuple { IsSingle: true } number => (long)number.ToArray()[0],
        IntOrTuple numbers => new PickleTuple([.. numbers.ExpandOpen(numbers.Count, "value").Select(static number => (object?)(long?)number)]),
        NumberOrTuple { IsSingle: true } number => number.ToArray()[0],
        NumberOrTuple numbers => new PickleTuple([.. numbers.ToArray().Select(static number => (object?)number)]),
        ConvolutionPadding { Mode: { } mode } => mode,
        ConvolutionPadding padding => Plain(padding.Widths),
        _ => value,
    };

    private static PickleTuple Tuple(IEnumerable<int> numbers) => new([.. numbers.Select(static number => (object?)(long)number)]);
}
