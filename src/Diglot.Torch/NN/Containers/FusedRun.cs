using Diglot.Autograd.Functional.Convolution;
using Diglot.Tensors.Kernels.Chains;
using Diglot.Tensors.Kernels.Pooling;
using Diglot.Torch.NN.Activations;
using Diglot.Torch.NN.Convolutions;
using Diglot.Torch.NN.Linears;
using Diglot.Torch.NN.Pooling;
using Diglot.Torch.NN.Shapes;

namespace Diglot.Torch.NN.Containers;

/// <summary>
/// Neighbouring modules of a <see cref="Sequential"/> that the engine runs as one operation: blocks of images go through all of them while they are
/// in the cache. Hooks, unusual options and shapes that do not fit fall back to one module after another, with the same results.
/// </summary>
internal sealed class FusedRun
{
    private readonly Module[] _modules;
    private readonly ImageChain? _chain;
    private readonly int _parameters;

    private FusedRun(Module[] modules, ImageChain? chain)
    {
        (_modules, _chain) = (modules, chain);
        _parameters = 2 * modules.Count(static module => module is Conv2d or Linear);
    }

    /// <summary>Cuts a row of modules into runs; a module that cannot be fused is a run of its own.</summary>
    public static FusedRun[] Cut(IReadOnlyList<Module> modules)
    {
        var runs = new List<FusedRun>();
        var (members, steps) = (new List<Module>(), new List<ChainStep>());
        foreach (var module in modules)
        {
            if (StepOf(module, first: members.Count == 0) is { } step)
            {
                members.Add(module);
                steps.Add(step);
                continue;
            }

            Close();
            runs.Add(new([module], null));
        }

        Close();
        return [.. runs];

        void Close()
        {
            if (members.Count > 0)
            {
                runs.Add(new([.. members], members.Count > 1 ? new ImageChain([.. steps], ImageOrder.ChannelsFirst, WeightOrder.OutFirst) : null));
            }

            members.Clear();
            steps.Clear();
        }
    }

    /// <summary>Runs the modules.</summary>
    public Tensor Run(Tensor input)
    {
        if (_chain is not null && !HasHooks() && Fits(input))
        {
            return _chain.Run(input, Parameters());
        }

        foreach (var module in _modules)
        {
            input = module.forward(input);
        }

        return input;
    }

    private static ChainStep? StepOf(Module module, bool first) => module switch
    {
        Conv2d { padding_mode: "zeros" } conv => ConvolutionOf(conv),
        Sigmoid => new ActivationStep(ActivationKind.Sigmoid),
        Tanh => new ActivationStep(ActivationKind.Tanh),
        // In place at the start it would have to change the caller's tensor.
        ReLU relu when !(first && relu.inplace) => new ActivationStep(ActivationKind.Relu),
        AvgPool2d pool => PoolingOf(PoolingKind.Average, pool.kernel_size, pool.stride, pool.padding, 1, pool.ceil_mode, pool.count_include_pad, pool.divisor_override ?? 0),
        MaxPool2d pool => PoolingOf(PoolingKind.Max, pool.kernel_size, pool.stride, pool.padding, pool.dilation, pool.ceil_mode, true, 0),
        Flatten { start_dim: 1, end_dim: -1 } => new FlattenStep(),
        Linear linear => new DenseStep(linear.out_features),
        _ => null,
    };

    private static ConvolutionStep ConvolutionOf(Conv2d conv)
    {
        var (kernel, stride, dilation) = (conv.kernel_size.ToArray(), conv.stride.ToArray(), conv.dilation.ToArray());
        var padding = conv.padding.Resolve(kernel, stride, dilation);
        return new(conv.out_channels, kernel[0], kernel[1])
        {
            StrideHeight = stride[0],
            StrideWidth = stride[1],
            DilationHeight = dilation[0],
            DilationWidth = dilation[1],
            PadTop = padding[0].Before,
            PadBottom = padding[0].After,
            PadLeft = padding[1].Before,
            PadRight = padding[1].After,
            Groups = conv.groups,
        };
    }

    private static PoolingStep PoolingOf(PoolingKind kind, IntOrTuple size, IntOrTuple stride, IntOrTuple padding, IntOrTuple dilation, bool ceil, bool countPadding, int divisor)
    {
        var (kernel, steps, pad, spread) = (size.Expand(2, "kernel_size"), stride.Expand(2, "stride"), padding.Expand(2, "padding"), dilation.Expand(2, "dilation"));
        return new(kind, kernel[0], kernel[1])
        {
            StrideHeight = steps[0],
            StrideWidth = steps[1],
            DilationHeight = spread[0],
            DilationWidth = spread[1],
            PadTop = pad[0],
            PadBottom = pad[0],
            PadLeft = pad[1],
            PadRight = pad[1],
            CeilMode = ceil,
            CountIncludePad = countPadding,
            Divisor = divisor,
        };
    }

    private bool HasHooks()
    {
        foreach (var module in _modules)
        {
            if (module.HasHooks)
            {
                return true;
            }
        }

        return false;
    }

    private bool Fits(Tensor input)
    {
        var isFlat = input.Rank == 2;
        foreach (var module in _modules)
        {
            // Without a Flatten in front, Linear works along the last axis of what it is given.
            isFlat |= module is Flatten;
            if (module is Linear && !isFlat)
            {
                return false;
            }

            // A module moved to another type answers for itself.
            if (module is Conv2d conv && conv.weight.Type != input.Type || module is Linear linear && linear.weight.Type != input.Type)
            {
                return false;
            }
        }

        try
        {
            return _chain!.Fits(input.Type, input.Shape);
        }
        catch (ArgumentException)
        {
            // Sizes do not match: the module concerned says so in its own words.
            return false;
        }
    }

    /// <summary>Weights and biases now; they may have been replaced since the last run.</summary>
    private Tensor?[] Parameters()
    {
        var parameters = new Tensor?[_parameters];
        var next = 0;
        foreach (var module in _modules)
        {
            if (module is Conv2d conv)
            {
                parameters[next++] = conv.weight;
                parameters[next++] = conv.bias;
            }
            else if (module is Linear linear)
            {
                parameters[next++] = linear.weight;
                parameters[next++] = linear.bias;
            }
        }

        return parameters;
    }
}
