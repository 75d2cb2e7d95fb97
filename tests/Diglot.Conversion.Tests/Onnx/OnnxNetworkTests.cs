using Diglot.Autograd;
using Diglot.Conversion.Adapters.FromOnnx;
using Diglot.Formats.Numpy;
using Diglot.Formats.Onnx;
using Diglot.Tensors;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Conversion.Tests.Onnx;

/// <summary>ONNX files that the system's PyTorch exports here and now: run node by node, and converted to both frameworks; PyTorch's own results are the reference.</summary>
public sealed class OnnxNetworkTests
{
    private const double Tolerance = 2e-5;

    // What PyTorch computes in these has no counterpart among the layers that convert.
    private static readonly Dictionary<string, string> Refused = new()
    {
        ["recurrent"] = "ONNX LSTM",
        ["both_ways"] = "ONNX LSTM",
        ["attention"] = "batch axis moved",
        ["slices"] = "a step",
        ["groups"] = "ONNX InstanceNormalization",
    };

    private static readonly Lazy<string> Exported = new(static () =>
    {
        var folder = Directory.CreateTempSubdirectory("diglot-onnx-").FullName;
        SystemPython.Run("torch, numpy", File.ReadAllText(Path.Combine(Repository.Root, "tests", "Diglot.Conversion.Tests", "Onnx", "networks.py")), folder);
        return folder;
    });

    public static TheoryData<string> Networks =>
    [
        "plain_activations", "hard_activations", "written_out_activations", "soft_outputs", "prelu", "view", "view_fixed", "reshaped_back", "sequence", "norm_without_weights", "norm_of_seventeen",
        "poolings", "padded_mean", "one_axis", "causal", "chomp", "grouped", "transposed", "upsampled", "resized", "residual", "norm_in_front", "branches", "two_inputs", "shared", "excited", "squeezed",
        "swapped", "recurrent", "both_ways", "attention", "slices", "groups",
    ];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Graph_that_is_run_gives_what_PyTorch_gives(string name)
    {
        var (model, inputs, expected) = Load(name);
        Same(expected, new OnnxNetwork(model).run([.. inputs.Select(static input => new Tensor(input))])[0].Data);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Graph_of_layers_gives_in_PyTorch_what_the_file_gives(string name)
    {
        var (model, inputs, expected) = Load(name);
        if (Refused.TryGetValue(name, out var reason))
        {
            Assert.Contains(reason, Assert.Throws<ConversionRefusedException>(() => OnnxAdapter.Read(model)) is var refused ? $"{refused.Message} {refused.Missing}" : "", StringComparison.Ordinal);
            return;
        }

        var converted = Convert.ToTorch(OnnxAdapter.Read(model));
        Same(expected, converted.Trace(inputs)[converted.Source.Outputs[0]]);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Graph_of_layers_gives_in_Keras_what_the_file_gives(string name)
    {
        if (Refused.ContainsKey(name))
        {
            return;
        }

        var (model, inputs, expected) = Load(name);
        KerasConversion converted;
        try
        {
            converted = Convert.ToKeras(OnnxAdapter.Read(model));
            _ = converted.Model;
        }
        catch (ConversionRefusedException refused) when (refused.Message.Contains("Keras", StringComparison.OrdinalIgnoreCase))
        {
            // Keras has no such layer, or there is no live one here; the message says so.
            return;
        }

        var found = converted.Model.call_all([.. converted.Source.Inputs.Zip(inputs, (input, array) => new Tensor(converted.Layout.Values[input].Layout.ToTarget(array)))], training: false);
        Same(expected, converted.Layout.Values[converted.Source.Outputs[0]].Layout.ToSource(found[0].Data));
    }

    [Fact]
    public void Layers_have_the_names_of_the_modules_and_one_layer_stands_for_the_operations_of_one()
    {
        Assert.Equal(["0:Dense", "1:SiLU", "2:GELU", "3:Mish", "4:LogSigmoid"], Layers("written_out_activations"));
        Assert.Equal(["fc:Dense", "relu:ReLU", "norm:LayerNormalization", "mean:GlobalAveragePooling"], Layers("sequence"));
        Assert.Equal(["conv:Convolution", "flatten:Flatten", "fc:Dense"], Layers("view"));
        Assert.Equal(["a:Dense", "a:Dense", "sub:Subtract"], Layers("shared"));
    }

    private static string[] Layers(string name) => [.. OnnxAdapter.Read(Load(name).Model).Nodes.Select(static node => $"{node.Path}:{node.Layer.Kind}")];

    private static (OnnxModel Model, NDArray[] Inputs, NDArray Expected) Load(string name)
    {
        var model = OnnxReader.Read(Path.Combine(Exported.Value, name + ".onnx"));
        var arrays = NpzReader.Read(Path.Combine(Exported.Value, name + ".npz"));
        return (model, [.. model.Graph.Arguments.Select(input => arrays[input.Name].Data.ToNDArray())], arrays["y"].Data.ToNDArray());
    }

    private static void Same(NDArray expected, NDArray found)
    {
        Assert.Equal(expected.Shape, found.Shape);
        foreach (var (a, b) in expected.ToArray<double>().Zip(found.ToArray<double>()))
        {
            Assert.InRange(b, a - (Tolerance * Math.Max(1, Math.Abs(a))), a + (Tolerance * Math.Max(1, Math.Abs(a))));
        }
    }
}
