using Diglot.Formats;
using Diglot.Torch.NN.Core;

namespace Diglot.Conversion.Verification;

/// <summary>Whether the weights of a file are those of a network, by name, or by their order where they are named otherwise.</summary>
public static class StateFit
{
    /// <summary>The weights under the network's own names, and whether they had others.</summary>
    /// <param name="own">What the network holds.</param>
    /// <param name="given">What the file holds.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="FileFormatException">They do not fit; the first that does not is named.</exception>
    public static (StateDict State, bool IsRenamed) Match(StateDict own, StateDict given, string? file = null)
    {
        if (own.All(entry => given.ContainsKey(entry.Key)) || (Plain(own, given) ?? InOrder(own, given)) is not { } renamed)
        {
            Require(own, Shapes(given), "the network", file);
            return (given, false);
        }

        return (renamed, true);
    }

    /// <summary>Checks names and shapes.</summary>
    /// <exception cref="FileFormatException">A weight is missing, has another shape, or is not the network's; the first of them is named.</exception>
    public static void Require(StateDict own, StateDict given) => Require(own, Shapes(given), "the network", null);

    /// <summary>Checks names and shapes of weights that are not read yet.</summary>
    /// <param name="own">What the network holds.</param>
    /// <param name="given">Shapes by name.</param>
    /// <param name="network">What the network is, in words.</param>
    /// <param name="file">Where the weights come from.</param>
    /// <exception cref="FileFormatException">A weight is missing, has another shape, or is not the network's; the first of them is named.</exception>
    public static void Require(StateDict own, IReadOnlyDictionary<string, long[]> given, string network, string? file)
    {
        foreach (var (name, tensor) in own)
        {
            long[] shape = [.. tensor.Shape.Select(static length => (long)length)];
            if (!given.TryGetValue(name, out var found))
            {
                throw Misfit(name, Text(shape), $"no weight of that name ({given.Count} weights: {string.Join(", ", given.Keys.Take(4))}{(given.Count > 4 ? ", …" : "")})");
            }

            // Files of PyTorch before 0.4 store scalars as one element.
            if (!found.SequenceEqual(shape) && !(shape.Length == 0 && found is [1]))
            {
                throw Misfit(name, Text(shape), Text(found));
            }
        }

        if (given.Keys.FirstOrDefault(name => !own.ContainsKey(name)) is { } unknown)
        {
            throw Misfit(unknown, "no weight of that name", Text(given[unknown]));
        }

        FileFormatException Misfit(string name, string expected, string received)
            => new(FileFault.WeightsMismatch, $"The weights have the names and shapes of {network}", name, expected, received, "Give the weights of this network, or rename them; diglot diff shows how two files differ.", file);
    }

    // The order of a state_dict is that in which the modules are declared: the same for the same network, mostly.
    private static StateDict? InOrder(StateDict own, StateDict given)
        => own.Count == given.Count && own.Zip(given).All(static pair => pair.First.Value.Shape == pair.Second.Value.Shape && Last(pair.First.Key) == Last(pair.Second.Key))
            ? Renamed(own.Keys, given.Values) : null;

    // layer1.0.conv1 of a PyTorch class is layer1_0_conv1 where Keras had to name it without points.
    private static StateDict? Plain(StateDict own, StateDict given)
    {
        var plain = given.GroupBy(static entry => WithoutPoints(entry.Key)).ToDictionary(static group => group.Key, static group => group.ToArray());
        var found = own.Keys.Select(name => plain.GetValueOrDefault(WithoutPoints(name))).ToArray();
        return own.Count == given.Count && found.All(static entry => entry is [_]) ? Renamed(own.Keys, found.Select(static entry => entry![0].Value)) : null;
    }

    private static StateDict Renamed(IEnumerable<string> names, IEnumerable<Tensor> tensors)
    {
        var state = new StateDict();
        foreach (var (name, tensor) in names.Zip(tensors))
        {
            state[name] = tensor;
        }

        return state;
    }

    private static string WithoutPoints(string name) => name.Replace('.', '_');

    private static Dictionary<string, long[]> Shapes(StateDict state) => state.ToDictionary(static entry => entry.Key, static entry => (long[])[.. entry.Value.Shape.Select(static length => (long)length)]);

    private static string Last(string name) => name[(name.LastIndexOf('.') + 1)..];

    private static string Text(long[] shape) => $"({string.Join(", ", shape)})";
}
