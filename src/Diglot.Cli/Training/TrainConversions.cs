using Diglot.Autograd;
using Diglot.Cli.Output;
using Diglot.Conversion;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Verification;
using Diglot.Data.Mnist;
using Diglot.Graph;
using Diglot.Keras.Models;
using static Diglot.Keras.Api;
using static Diglot.Torch.Api;

namespace Diglot.Cli.Training;

/// <summary>The end of <c>diglot train --style both</c>: each trained network becomes the other framework's file and source, and both are run on all test images.</summary>
internal static class TrainConversions
{
    private static readonly ConversionOptions Options = new() { Source = true };

    // What the two frameworks' own float32 sums differ by is a hundred times less.
    private const double LargestDifference = 1e-4;

    /// <summary>Both conversions, in the order of the results.</summary>
    public static IReadOnlyList<TrainConversion> Run(IEnumerable<StyleResult> results, OutputFolder folder, byte[] labels)
        => [.. results.Select(result => result.Model is { } model ? ToTorch(model, folder, labels) : ToKeras(result.Network!, folder, labels))];

    private static TrainConversion ToTorch(Model model, OutputFolder folder, byte[] labels)
    {
        var target = Place(folder, "keras_to_torch", "lenet5.pt");
        var result = ModelConverter.Convert(model, target, Options);
        var converted = result.ToTorch!;
        var images = VerificationInputs.Mnist(converted.Source);
        var proof = Verifier.Compare(model, converted, Verifier.State(target), [.. VerificationInputs.Random(converted.Source), .. images]);
        var layout = converted.Layout.Values[converted.Source.Inputs[0]].Layout;
        var scores = images.Select(batch => (
            model.call_all([new Tensor(batch.Arrays[0])], training: false)[0],
            converted.Run(new Tensor(layout.ToTarget(batch.Arrays[0])))[0]));
        return Judge("keras", "torch", scores, labels, proof, [.. result.Files, TestVectors.Write(target, model, VerificationInputs.Random(converted.Source)[1])]);
    }

    private static TrainConversion ToKeras(nn.Module network, OutputFolder folder, byte[] labels)
    {
        network.eval();
        var graph = TorchAdapter.Read(network, [ValueShape.Create([null, 1, MnistSplit.Side, MnistSplit.Side])]);
        var target = Place(folder, "torch_to_keras", "lenet5.keras");
        var result = ModelConverter.Convert(graph, target, Options);
        var (converted, model) = (result.ToKeras!, (Model)keras.models.load_model(target, compile: false));
        var images = VerificationInputs.Mnist(graph);
        var proof = Verifier.Compare(network, converted, model, [.. VerificationInputs.Random(graph), .. images]);
        var layout = converted.Layout.Values[converted.Source.Inputs[0]].Layout;
        var scores = images.Select(batch => (
            network.forward(new Tensor(batch.Arrays[0])).Softmax(),
            model.call_all([new Tensor(layout.ToTarget(batch.Arrays[0]))], training: false)[0].Softmax()));
        return Judge("torch", "keras", scores, labels, proof, [.. result.Files, TestVectors.Write(target, converted, network, VerificationInputs.Random(graph)[1])]);
    }

    private static TrainConversion Judge(string from, string to, IEnumerable<(Tensor Source, Tensor Target)> probabilities, byte[] labels, VerificationReport proof, IReadOnlyList<string> files)
    {
        using var mode = torch.no_grad();
        var (image, right, rightToo, same, largest) = (0, 0, 0, 0, 0.0);
        foreach (var (source, target) in probabilities)
        {
            largest = Math.Max(largest, (source - target).Abs().Data.ToArray<float>().Max());
            foreach (var (mine, other) in source.ArgMax(1).ToArray<long>().Zip(target.ArgMax(1).ToArray<long>()))
            {
                var label = labels[image++];
                (right, rightToo, same) = (right + (mine == label ? 1 : 0), rightToo + (other == label ? 1 : 0), same + (mine == other ? 1 : 0));
            }
        }

        return new()
        {
            From = from,
            To = to,
            Images = image,
            SourceAccuracy = (double)right / image,
            TargetAccuracy = (double)rightToo / image,
            LargestProbabilityDifference = largest,
            Equal = proof.IsEqual && same == image && largest < LargestDifference,
            Files = files,
        };
    }

    // A folder of its own for each direction: beside the weights lie programs whose names are always the same.
    private static string Place(OutputFolder folder, string direction, string file)
    {
        Directory.CreateDirectory(folder[direction]);
        return Path.Combine(folder[direction], file);
    }
}
