using Diglot.Conversion.Layers;
using Diglot.Conversion.Training;
using Diglot.Graph.Training;
using Diglot.Torch.Functional;
using Diglot.Torch.NN.Containers;
using Diglot.Torch.NN.Core;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Adapters.FromTorch;

/// <summary>
/// The graph of a live PyTorch network, whatever its <c>forward</c> does: it is run once on an example. Modules of torch.nn report their calls, functions
/// theirs, and what lies between is read from the tape.
/// </summary>
public sealed class TorchAdapter
{
    private readonly GraphBuilder _builder = new();
    private readonly TapeReader _tape;
    private readonly Stack<Value> _inputs = [];

    private readonly HashSet<string> _frozen;

    private TorchAdapter(nn.Module network)
    {
        _tape = new(_builder, network.named_modules().Select(static entry => entry.name.Split('.')[0]).ToHashSet());
        _frozen = [.. (network as ToTorch.PlannedModule)?.Plan.Members.Where(static member => member.StaysInEvaluation).Select(static member => member.Name) ?? []];
    }

    /// <summary>Traces a network; weights are shared with it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">Shapes of its inputs, batch axis included; an open batch axis is run with 2.</param>
    /// <exception cref="ConversionRefusedException">A module or operation has no counterpart.</exception>
    public static NetworkGraph Read(nn.Module network, params ValueShape[] inputs) => new TorchAdapter(network).Trace(network, inputs);

    /// <summary>Traces a network together with the optimizer that trains it, and its loss.</summary>
    /// <param name="network">The network.</param>
    /// <param name="optimizer">Its optimizer; those that both frameworks have are carried over, with one group of parameters.</param>
    /// <param name="loss">What it is trained on, or null.</param>
    /// <param name="inputs">Shapes of its inputs, batch axis included.</param>
    public static NetworkGraph Read(nn.Module network, Diglot.Torch.Optim.Optimizer optimizer, LossForm? loss, params ValueShape[] inputs)
        => Read(network, inputs) with { Training = new TrainingSetup([loss], TorchOptimizers.Read(optimizer, network)) };

    private NetworkGraph Trace(nn.Module network, ValueShape[] inputs)
    {
        var values = inputs.Select((shape, i) => _builder.Input(inputs.Length == 1 ? "input" : $"input_{i}", shape.With(0, null))).ToArray();
        var tensors = inputs.Select((shape, i) => Example(shape, i, values[i])).ToArray();
        var removals = network.named_modules().SelectMany(entry => Watch(entry.module, entry.name)).ToArray();
        var wasTraining = network.named_modules().Select(static entry => (entry.module, entry.module.training)).ToArray();
        network.eval();
        var before = FunctionTrace.Observer;
        FunctionTrace.Observer = Function;
        var planned = network as ToTorch.PlannedModule;
        planned?.Observer = Expression;
        try
        {
            var outputs = NetworkCall.Run(network, tensors);
            var name = network.GetType().Name;
            return _builder.Build(name is nameof(Sequential) ? "sequential" : name.ToLowerInvariant(), [.. outputs.Select(output => _tape.Read(output, ""))]);
        }
        finally
        {
            FunctionTrace.Observer = before;
            planned?.Observer = null;
            foreach (var removal in removals)
            {
                removal.remove();
            }

            foreach (var (module, training) in wasTraining)
            {
                module.training = training;
            }
        }
    }

    private Tensor Example(ValueShape shape, int number, Value value)
    {
        int[] lengths = [.. shape.Select((length, axis) => axis == 0 ? 2 : length
            ?? throw new ConversionRefusedException("", $"the length of axis {axis} of the input {shape} is open, and PyTorch networks do not say it themselves", "Give the whole input shape, for example 1,28,28."))];
        var random = new Random(number + 1);
        var elements = Enumerable.Range(0, lengths.Aggregate(1, static (a, b) => a * b)).Select(_ => (float)random.NextDouble()).ToArray();
        return Leaf(NDArray.From(elements).Reshape(lengths), value);
    }

    /// <summary>A tensor at which reading ends. It is no leaf itself, so that it may be changed in place.</summary>
    private Tensor Leaf(NDArray data, Value value)
    {
        var tensor = new Tensor(data.Type.IsFloatingPoint ? data : data.To(DType.Float32), requiresGrad: true).Clone();
        _tape.Know(tensor, value);
        return tensor;
    }

    private IEnumerable<RemovableHandle> Watch(nn.Module module, string name)
    {
        var className = module.GetType().Name;
        var isOurs = module.GetType().Assembly == typeof(nn.Module).Assembly;
        if (!isOurs || module is Sequential or ModuleList or ModuleDict)
        {
            yield break;
        }

        var path = name.Length == 0 ? className.ToLowerInvariant() : name.Replace('.', '/');
        var conversion = LayerCatalogue.OfTorch(className);
        yield return module.register_forward_pre_hook((_, inputs) =>
        {
            if (conversion is null)
            {
                throw new ConversionRefusedException(path, $"the module nn.{className} cannot be converted yet", "Replace it by modules that can (diglot differences lists them).", $"nn.{className}");
            }

            _inputs.Push(_tape.Read(inputs[0], path));
            FunctionTrace.Observer = null;
            if (module is not Diglot.Torch.NN.Sparse.Embedding)
            {
                return null;
            }

            // Whole numbers have no gradient and leave no tape: the run is on numbers with one, which stand for row 0.
            _inputs.Peek().BecomeWhole();
            return [inputs[0].Detach().To(DType.Int64)];
        });
        yield return module.register_forward_hook((_, _, output) =>
        {
            FunctionTrace.Observer = Function;
            var input = _inputs.Pop();
            var layer = conversion!.FromTorch(new ModuleLayer(module, path, input.Shape));
            return Leaf(output.Data, Add(path, layer is BatchNormalization normalization ? normalization with { IsFrozen = _frozen.Contains(name) } : layer, input, hasOwnName: true));
        });
    }

    private Tensor Function(string className, Tensor input, Tensor output, (string Name, object? Value)[] arguments)
    {
        var value = _tape.Read(input, "");
        var name = _tape.NameOf(className.ToLowerInvariant());
        var conversion = LayerCatalogue.OfTorch(className) ?? throw new ConversionRefusedException(name, $"the function {className} cannot be converted yet", "Use another activation.", $"F.{className}");
        FunctionTrace.Observer = null;
        var result = Leaf(output.Data, Add(name, conversion.FromTorch(new FunctionLayer(className, name, value.Shape, arguments)), value, hasOwnName: false));
        FunctionTrace.Observer = Function;
        return result;
    }

    /// <summary>An expression of a network that a conversion made: what it computes is known.</summary>
    private Tensor Expression(ToTorch.TorchStep step, Tensor[] inputs)
    {
        Value[] values = [.. inputs.Select(input => _tape.Read(input, step.Node.Path))];
        FunctionTrace.Observer = null;
        var result = Leaf(step.Operation!.Run(inputs).Data, _builder.Add(step.Node.Path, step.Node.Layer, values, step.Node.Part, step.Node.HasOwnName));
        FunctionTrace.Observer = Function;
        return result;
    }

    private Value Add(string path, Layer layer, Value input, bool hasOwnName)
    {
        try
        {
            return _builder.Add(path, layer, [input], hasOwnName: hasOwnName);
        }
        catch (GraphException exception)
        {
            throw new ConversionRefusedException(path, exception.Message.TrimEnd('.'), "Check the input shape.");
        }
    }
}
