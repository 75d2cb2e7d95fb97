using Diglot.Conversion.Adapters.FromOnnx;
using Diglot.Graph.Layers;
using Diglot.Keras.Layers;
using Diglot.Keras.Models;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Verification;

/// <summary>A Keras model and a PyTorch network of one graph, set up so that a step of training is the same for both; what had to be done for it is noted.</summary>
internal sealed class TwoSides
{
    private readonly List<string> _notes = [];
    private readonly Dictionary<string, MovingVariance> _statistics = [];
    private readonly List<nn.Module> _inferring = [];

    /// <summary>Matches the layers that behave otherwise in training.</summary>
    /// <param name="source">The network in the axes of its source.</param>
    /// <param name="model">The Keras side.</param>
    /// <param name="network">The PyTorch side.</param>
    /// <param name="values">What each value is on the inputs, laid out as in the source.</param>
    /// <param name="layerOf">The Keras layer of a node, or null.</param>
    /// <param name="moduleOf">The PyTorch module of a node, or null.</param>
    /// <param name="toKeras">A value as Keras has it.</param>
    /// <param name="toTorch">A value that lies as in Keras, as PyTorch has it.</param>
    public TwoSides(NetworkGraph source, Model model, nn.Module network, IReadOnlyDictionary<Value, NDArray> values, Func<Graph.Node, Diglot.Keras.Layers.Layer?> layerOf, Func<Graph.Node, nn.Module?> moduleOf,
        Func<Value, NDArray, NDArray> toKeras, Func<Value, NDArray, NDArray> toTorch)
    {
        Source = source;
        if (network is OnnxNetwork)
        {
            CanTrain = false;
            _notes.Add("The step was made in inference mode: an ONNX file says nothing else.");
        }

        foreach (var calls in source.Nodes.Where(static node => node.Layer is Dropout { Rate: > 0 }).GroupBy(static node => node.Key).Select(static group => group.ToArray()))
        {
            if (layerOf(calls[0]) is IRandomLayer { Seeds: not null } layer && moduleOf(calls[0]) is { } module && calls.All(call => values.ContainsKey(call.Input)))
            {
                Masks.Add(layer, module, [.. calls.Select(call => toKeras(call.Input, values[call.Input]))], (i, mask) => toTorch(calls[i].Output, mask));
            }
            else
            {
                CanTrain = false;
                _notes.Add($"The step was made in inference mode: the random numbers that '{calls[0].Path}' drops by could not be made the same in both.");
            }
        }

        if (CanTrain && Masks.Modules.Any())
        {
            _notes.Add($"{Listed(source.Nodes.Where(static node => node.Layer is Dropout { Rate: > 0 }).Select(static node => node.Path))}: Keras drew the random numbers, and PyTorch was given the same; by itself it draws others.");
        }

        _inferring.AddRange(Masks.Modules);
        foreach (var calls in source.Nodes.Where(static node => node.Layer is BatchNormalization).GroupBy(static node => node.Key).Select(static group => group.ToArray()))
        {
            Normalization(calls, (BatchNormalization)calls[0].Layer, layerOf(calls[0]), moduleOf(calls[0]), values);
        }

        if (CanTrain && _statistics.Count > 0)
        {
            _notes.Add($"Moving variances: PyTorch adds n / (n − 1) times the variance that Keras adds, n being the values of a channel in the batch; compared by that formula ({string.Join(", ", _statistics.Values.Where(static entry => entry.Count is not null).GroupBy(static entry => entry.Count).Select(static group => $"n = {group.Key}: {Listed(group.Select(static entry => entry.Layer))}"))}).");
        }

        if (!CanTrain)
        {
            _statistics.Clear();
        }
    }

    /// <summary>The network.</summary>
    public NetworkGraph Source { get; }

    /// <summary>Whether the step can be made in training mode.</summary>
    public bool CanTrain { get; private set; } = true;

    /// <summary>Dropout's random numbers.</summary>
    public DropoutMasks Masks { get; } = new();

    /// <summary>PyTorch's modules that stay in inference mode.</summary>
    public IReadOnlyCollection<nn.Module> Inferring => _inferring;

    /// <summary>Running variances by the name of the source's weight.</summary>
    public IReadOnlyDictionary<string, MovingVariance> Statistics => _statistics;

    /// <summary>What the reader should know.</summary>
    public IReadOnlyList<string> Notes => _notes;

    private void Normalization(Graph.Node[] calls, BatchNormalization layer, Diglot.Keras.Layers.Layer? keras, nn.Module? module, IReadOnlyDictionary<Value, NDArray> values)
    {
        var path = calls[0].Path;
        if (keras is { trainable: false } && module is not null)
        {
            _inferring.Add(module);
            _notes.Add($"'{path}' is frozen, and Keras then runs it in inference mode during training; PyTorch does so if its eval() is called after the network's train(), which was done here.");
            return;
        }

        int[] counts = [.. calls.Select(call => values.TryGetValue(call.Input, out var array) ? (int)(array.Shape.Length / array.Shape[layer.Axis]) : 0).Distinct()];
        if (counts.Contains(1) && CanTrain)
        {
            CanTrain = false;
            _notes.Add($"The step was made in inference mode: '{path}' gets one value a channel, which PyTorch refuses to normalize in training.");
        }

        _statistics[layer.Variance.Name] = new(path, layer.Momentum ?? 0, calls.Length, counts is [> 1] ? counts[0] : null);
        if (counts is not [> 0])
        {
            _notes.Add($"The moving variance of '{path}' is not compared: its calls see batches of different sizes, for which no one formula holds.");
        }
    }

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Distinct().Select(static name => $"'{name}'"));
}
