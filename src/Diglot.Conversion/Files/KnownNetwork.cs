using Diglot.Conversion.Verification;
using Diglot.Formats;
using Diglot.Formats.Pickle;
using Diglot.Formats.TorchArchive;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Files;

/// <summary>The network that a file of mere PyTorch weights belongs to, taken from a model file of either framework.</summary>
public static class KnownNetwork
{
    /// <summary>Options with the network of a model file, once the weights are seen to fit it: <c>diglot convert weights.pt out.keras --like model.keras</c>.</summary>
    /// <param name="like">A Keras model, an exported program, or a whole PyTorch module; its own weights do not matter.</param>
    /// <param name="weights">The file with the weights, keys and shapes as the network's <c>state_dict()</c> has them.</param>
    /// <param name="options">The other choices; a PyTorch module needs the shapes of its inputs, a Keras model and an exported program say them.</param>
    /// <exception cref="FileFormatException">A weight is missing, has another shape, or is not the network's; the first of them is named.</exception>
    /// <exception cref="ConversionRefusedException">One of the files is not what it has to be.</exception>
    public static ConversionOptions From(string like, string weights, ConversionOptions options)
    {
        if (SourceReader.IsKeras(weights) || SourceReader.Weights(weights) is not { } given)
        {
            throw new ConversionRefusedException("", $"{Path.GetFileName(weights)} holds no PyTorch weights; --like says the network of such alone", "Convert it without --like.");
        }

        if (SourceReader.IsKeras(like) || SourceReader.IsProgram(like))
        {
            var converted = Convert.ToTorch(SourceReader.Read(like, ConversionOptions.Default, []));
            RequireFit(converted.Module, given, weights, like);
            return options with { Network = converted.Module, InputShapes = options.InputShapes ?? [.. converted.Layout.Graph.Inputs.Select(Lengths)] };
        }

        if (FormatCatalogue.Detect(like) != TorchFormat.Instance || TorchReader.Read(like) is not { Value: ForeignObject })
        {
            throw new ConversionRefusedException("", $"{Path.GetFileName(like)} says no network: it holds weights alone", "Give --like a Keras model, an exported PyTorch program (.pt2) or a whole PyTorch module.");
        }

        var module = SourceReader.Module(like);
        RequireFit(module, given, weights, like);
        return options with { Network = module };
    }

    private static int[] Lengths(Value input) => [.. input.Shape.Skip(1).Select(length => length
        ?? throw new ConversionRefusedException(input.Name, $"the length of an axis of the input {input.Shape} is open", "Give the shapes: --input 1,28,28 (channels, height, width; no batch axis)."))];

    private static void RequireFit(nn.Module network, IReadOnlyDictionary<string, TensorData> given, string weights, string like)
        => StateFit.Require(network.state_dict(), given.ToDictionary(static entry => entry.Key, static entry => entry.Value.Shape), $"the network in {Path.GetFileName(like)}", weights);
}
