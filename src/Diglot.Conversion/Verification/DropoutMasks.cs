using Diglot.Keras.Layers;
using Diglot.Tensors.Random;
using Diglot.Torch.NN.Core;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Verification;

/// <summary>
/// Dropout in a step of training that both sides make: the two frameworks draw from different generators, so that Keras draws its masks and PyTorch's modules are given the same.
/// </summary>
internal sealed class DropoutMasks
{
    private readonly List<(KerasSeedGenerator Seeds, (long, long) Start)> _drawn = [];
    private readonly List<(nn.Module Module, NDArray[] Masks)> _given = [];
    private readonly Dictionary<nn.Module, Queue<NDArray>> _left = new(ReferenceEqualityComparer.Instance);

    /// <summary>Prepares the masks of one layer's calls.</summary>
    /// <param name="layer">The Keras layer.</param>
    /// <param name="module">The PyTorch module.</param>
    /// <param name="inputs">What the layer is called on, one for each call, as Keras has it.</param>
    /// <param name="toTorch">A value of call number i as PyTorch has it.</param>
    public void Add(IRandomLayer layer, nn.Module module, IReadOnlyList<NDArray> inputs, Func<int, NDArray, NDArray> toTorch)
    {
        var start = layer.Seeds!.State;
        _drawn.Add((layer.Seeds, start));

        // What it makes of ones is its mask.
        _given.Add((module, [.. inputs.Select((input, i) => toTorch(i, ((Diglot.Keras.Layers.Layer)layer).call(new Tensor(NDArray.Full([.. input.Shape], 1, input.Type)), training: true).Data))]));
        layer.Seeds.State = start;
    }

    /// <summary>Both sides start from the first masks again: to be called before each run in training mode.</summary>
    public void Rewind()
    {
        foreach (var (seeds, start) in _drawn)
        {
            seeds.State = start;
        }

        foreach (var (module, masks) in _given)
        {
            _left[module] = new(masks);
        }
    }

    /// <summary>Has PyTorch's modules multiply by the masks in training.</summary>
    /// <returns>The hooks, to be removed afterwards.</returns>
    public IReadOnlyList<RemovableHandle> Attach() => [.. _given.Select(entry => entry.Module.register_forward_hook(
        (module, inputs, _) => _left.GetValueOrDefault(module) is { Count: > 0 } masks ? inputs[0] * new Tensor(masks.Dequeue()) : null))];

    /// <summary>The modules that get masks; they must not draw any of their own.</summary>
    public IEnumerable<nn.Module> Modules => _given.Select(static entry => entry.Module);
}
