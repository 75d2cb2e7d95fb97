using Diglot.Conversion.Adapters.ToTorch;
using Diglot.Graph;
using Diglot.Torch.NN.Containers;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Tests.RandomNetworks;

/// <summary>A random <c>nn.Sequential</c> with random arguments that are valid for the shapes on the way.</summary>
internal sealed class RandomSequential
{
    private static readonly string[] Activations =
    [
        "ReLU", "ReLU6", "LeakyReLU", "ELU", "CELU", "SELU", "GELU", "SiLU", "Sigmoid", "LogSigmoid", "Hardsigmoid", "Hardswish", "Hardtanh", "Tanh", "Tanhshrink", "Softplus", "Softsign", "Mish", "Hardshrink", "Softshrink", "Identity",
    ];

    private readonly Choices _choices;
    private readonly List<TorchCall> _calls = [];

    private RandomSequential(Choices choices) => _choices = choices;

    /// <summary>The network of these decisions, with random weights, and the shape of its input.</summary>
    public static (nn.Module Network, ValueShape Shape) Make(byte[] bytes)
    {
        var choices = new Choices(bytes);
        var maker = new RandomSequential(choices);
        int[] shape = [.. Enumerable.Range(0, choices.Of(3, 2, 1)).Select(_ => choices.OnceIn(3) ? 4 : choices.Between(1, 7))];
        var modules = new List<nn.Module>();
        var x = new Autograd.Tensor(RandomArrays.Of(new Random(1), (-1, 1), [2, .. shape]));
        for (var step = choices.Between(1, 8); step > 0; step--)
        {
            var call = maker.Next([.. x.Shape.Skip(1)]);
            var module = ModuleFactory.Make(call, "");
            module.eval();
            var y = module.forward(x);
            if (y.Shape.Skip(1).Aggregate(1, static (a, b) => a * b) is > 0 and <= 600)
            {
                x = y;
                modules.Add(module);
                maker._calls.Add(call);
            }
        }

        var network = new Sequential([.. modules.Select((module, i) => ($"m{i}", module))]);
        Fill(network, new Random(choices.Below(200)));
        return (network, ValueShape.Create([null, .. shape.Select(static length => (int?)length)]));
    }

    /// <summary>The network in few words, for messages.</summary>
    public static string Text((nn.Module Network, ValueShape Shape) made) => $"{made.Shape}\n{made.Network}";

    private static void Fill(nn.Module network, Random random)
    {
        var state = network.state_dict();
        foreach (var (name, tensor) in state.Where(static entry => entry.Value.Type == Tensors.DType.Float32))
        {
            tensor.Data.CopyFrom(RandomArrays.Of(random, name.EndsWith("running_var", StringComparison.Ordinal) ? (0.5, 1.5) : (-0.8, 0.8), [.. tensor.Shape]));
        }
    }

    private TorchCall Next(int[] shape) => shape.Length switch
    {
        1 => _choices.Below(5) switch { 0 => Linear(shape), 1 => new("BatchNorm1d", (null, shape[0])), 2 => Unflattened(shape), _ => Pointwise(shape) },
        2 => _choices.Below(6) switch { 0 => Convolution(shape, 1), 1 => Pool(shape, 1), 2 => new("Flatten"), 3 => Linear(shape), 4 => new("BatchNorm1d", (null, shape[0])), _ => Pointwise(shape) },
        3 => _choices.Below(10) switch
        {
            0 or 1 => Convolution(shape, 2),
            2 => Transposed(shape),
            3 => Pool(shape, 2),
            4 => new("Flatten"),
            5 => new("BatchNorm2d", (null, shape[0]), ("affine", !_choices.OnceIn(4))),
            6 => Linear(shape),
            7 => Padded(),
            8 => new("Flatten", ("start_dim", _choices.Between(1, 2)), ("end_dim", _choices.Between(2, 3))),
            _ => Pointwise(shape),
        },
        _ => new("Flatten"),
    };

    private TorchCall Linear(int[] shape) => new("Linear", (null, shape[^1]), (null, _choices.Between(1, 6)), ("bias", !_choices.OnceIn(4)));

    private TorchCall Unflattened(int[] shape)
    {
        var first = _choices.Of([.. Enumerable.Range(1, shape[0]).Where(count => shape[0] % count == 0)]);
        var second = _choices.Of([.. Enumerable.Range(1, shape[0] / first).Where(count => shape[0] / first % count == 0)]);
        return new("Unflatten", (null, 1), (null, _choices.OnceIn(3) ? [first, shape[0] / first] : (int[])[first, second, shape[0] / first / second]));
    }

    private TorchCall Convolution(int[] shape, int count)
    {
        var positions = shape[1..];
        int[] size = [.. positions.Select(length => _choices.Between(1, Math.Min(3, length)))], padding = [.. positions.Select((_, i) => _choices.Below(size[i]))], dilation = [.. positions.Select((length, i) => size[i] > 1 && ((size[i] - 1) * 2) + 1 <= length + (2 * padding[i]) ? _choices.Between(1, 2) : 1)];
        var groups = _choices.OnceIn(3) ? _choices.Of([.. Enumerable.Range(1, shape[0]).Where(number => shape[0] % number == 0)]) : 1;
        var isSame = _choices.OnceIn(5);
        return new($"Conv{count}d", (null, shape[0]), (null, groups * _choices.Between(1, 3)), ("kernel_size", size), ("stride", isSame ? 1 : positions.Select(_ => _choices.Between(1, 2)).ToArray()), ("padding", isSame ? "same" : padding), ("dilation", dilation), ("groups", groups), ("bias", !_choices.OnceIn(4)));
    }

    private TorchCall Transposed(int[] shape)
    {
        int[] size = [_choices.Between(1, 3), _choices.Between(1, 3)], stride = [_choices.Between(1, 3), _choices.Between(1, 3)];
        int[] padding = [.. size.Select((length, i) => shape[i + 1] > 1 ? _choices.Below((length + 1) / 2) : 0)], more = [.. stride.Select(step => _choices.Below(step))];
        return new("ConvTranspose2d", (null, shape[0]), (null, _choices.Between(1, 3)), ("kernel_size", size), ("stride", stride), ("padding", padding), ("output_padding", more), ("bias", !_choices.OnceIn(4)));
    }

    private TorchCall Pool(int[] shape, int count)
    {
        var positions = shape[1..];
        if (_choices.OnceIn(4))
        {
            return new($"Adaptive{_choices.Of("Avg", "Max")}Pool{count}d", (null, positions.Select(length => _choices.OnceIn(2) ? length : 1).ToArray()));
        }

        int[] size = [.. positions.Select(length => _choices.Between(1, Math.Min(3, length)))];
        var isMax = _choices.OnceIn(2);
        var arguments = new List<(string? Name, object? Value)> { (null, size), ("stride", positions.Select(_ => _choices.Between(1, 3)).ToArray()), ("padding", size.Select(length => _choices.OnceIn(3) ? length / 2 : 0).ToArray()), ("ceil_mode", _choices.OnceIn(4)) };
        if (!isMax)
        {
            arguments.Add(("count_include_pad", _choices.OnceIn(2)));
        }

        return new($"{(isMax ? "Max" : "Avg")}Pool{count}d", arguments);
    }

    private TorchCall Padded()
    {
        int[] sides = [_choices.Below(3), _choices.Below(3), _choices.Below(3), _choices.Below(3)];
        return _choices.OnceIn(3) ? new("Upsample", ("scale_factor", _choices.Between(1, 3)), ("mode", _choices.Of("nearest", "bilinear"))) : new("ZeroPad2d", (null, sides));
    }

    private TorchCall Pointwise(int[] shape) => _choices.Below(8) switch
    {
        0 => new(_choices.Of(Activations)),
        1 => new("LeakyReLU", ("negative_slope", 0.2)),
        2 => new("Softmax", ("dim", _choices.Between(1, shape.Length))),
        3 => new("PReLU", ("num_parameters", _choices.OnceIn(2) ? shape[0] : 1)),
        4 => new("Dropout", ("p", 0.3)),
        5 => shape[0] % 2 == 0 ? new("GLU", ("dim", 1)) : new("Threshold", ("threshold", 0.1), ("value", -0.5)),
        6 => new("Hardshrink", ("lambd", 0.3)),
        _ => new("LogSoftmax", ("dim", _choices.Between(1, shape.Length))),
    };
}
