using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Files;
using Diglot.Conversion.Tests.Source;
using Diglot.Conversion.Verification;
using Diglot.Formats.Safetensors;
using Diglot.TestKit;
using Diglot.Torch.NN.Core;
using Xunit;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Tests.Verification;

/// <summary>What proofs and stored vectors notice, and what is refused rather than passed.</summary>
public sealed class ProofTests
{
    [Fact]
    public void Layer_put_behind_another_never_takes_the_name_of_the_networks_own()
    {
        // nn.ConvTranspose2d(padding=1) needs a cropping behind it in Keras, and the network has a module of the name that it would get.
        using var folder = new ScratchFolder();
        var pair = Path.Combine(Repository.Golden, "pairs", "dcgan_generator");
        var options = KnownNetwork.From(Path.Combine(pair, "keras", "model.keras"), Path.Combine(pair, "torch", "state_dict.pt"), new ConversionOptions());
        var converted = ModelConverter.Convert(Path.Combine(pair, "torch", "state_dict.pt"), folder.File("m.keras"), options).ToKeras!;
        Assert.Equal(converted.Plan.Steps.Count, converted.Plan.Steps.Select(static step => step.Name).Distinct().Count());
        Assert.True(Verifier.Compare(options.Network!, converted).IsEqual);
    }

    [Fact]
    public void Weights_of_the_same_network_under_other_names_are_matched_by_their_order()
    {
        using var folder = new ScratchFolder();
        var (_, network) = Programs.Pairs.Single(static pair => pair.Name == "lenet5_sigmoid");
        var renamed = new StateDict();
        foreach (var (name, tensor) in network.Module.state_dict())
        {
            renamed[$"stage.{name}"] = tensor;
        }

        torch.save(renamed, folder.File("renamed.pt"));
        var (state, isRenamed) = StateFit.Match(network.Module.state_dict(), Verifier.State(folder.File("renamed.pt")));
        Assert.True(isRenamed);
        Assert.Equal(network.Module.state_dict().Keys, state.Keys);
        var points = new StateDict();
        foreach (var (name, tensor) in network.Module.state_dict().Reverse())
        {
            points[name.Replace('.', '_')] = tensor;
        }

        (state, isRenamed) = StateFit.Match(network.Module.state_dict(), points);
        Assert.True(isRenamed);
        Assert.All(network.Module.state_dict(), entry => Assert.Equal(entry.Value.ToArray<float>(), state[entry.Key].ToArray<float>()));
        renamed.Remove(renamed.Keys.First());
        Assert.Contains("Expected (", Assert.Throws<Formats.FileFormatException>(() => StateFit.Match(network.Module.state_dict(), renamed)).Message);
    }

    [Theory]
    [InlineData("keras-models/mixed-float16")]
    [InlineData("keras-layers/dense-float16")]
    [InlineData("keras-layers/dense-mixed-bf16")]
    public void Model_that_computes_in_16_bits_is_proven_in_32_and_the_difference_is_said(string model)
    {
        var path = Path.Combine(Repository.Golden, model, "model.keras");
        var notes = new List<ConversionNote>();
        var converted = Convert.ToTorch(SourceReader.Read(path, ConversionOptions.Default, notes));
        Assert.Contains(notes, static note => note.Text.Contains("16 bits", StringComparison.Ordinal));
        Assert.True(Verifier.Compare(KerasSide.Load(path), converted).IsEqual);
    }

    [Theory]
    [InlineData("keras-models/int8-quantized/model.keras", "q1", "quantised", "before model.quantize")]
    [InlineData("keras-repair/hard_sigmoid/model.h5", "a", "hard_sigmoid", "Replace the activation")]
    [InlineData("hostile/keras/layer_zero_stride.keras", "", "stride is at least 1", "Check the model's configuration")]
    [InlineData("hostile/keras/graph_duplicate.keras", "d1", "two layers of the model have this name", "a name of its own")]
    [InlineData("keras-models/custom-layer/model.h5", "scale", "code of its author (lab>Scale)", "rebuild that layer")]
    [InlineData("keras-models/custom-layer/model.keras", "scale", "code of its author (lab>Scale)", "rebuild that layer")]
    public void Refusal_names_the_layer_the_reason_and_the_remedy(string file, string path, string reason, string remedy)
    {
        var refused = Assert.Throws<ConversionRefusedException>(() => SourceReader.Read(Path.Combine(Repository.Golden, file), ConversionOptions.Default, []));
        Assert.True(path.Length == 0 ? refused.Path.Length > 0 : refused.Path == path, refused.Path);
        Assert.Contains(reason, refused.Reason);
        Assert.Contains(remedy, refused.Remedy);
    }

    [Fact]
    public void Scale_that_PyTorch_keeps_fixed_at_one_is_none_in_Keras()
    {
        var pair = Path.Combine(Repository.Golden, "pairs", "bn_no_scale");
        var options = KnownNetwork.From(Path.Combine(pair, "keras", "model.keras"), Path.Combine(pair, "torch", "state_dict.pt"), new ConversionOptions());
        var converted = Convert.ToKeras(SourceReader.Read(Path.Combine(pair, "torch", "state_dict.pt"), options, []));
        Assert.All(converted.Plan.Steps.Where(static step => step.ClassName == "BatchNormalization"), static step => Assert.False((bool)step.Config["scale"]!));
        Assert.True(TrainingVerifier.Compare(options.Network!, converted, converted.Model, VerificationInputs.Random(converted.Source)[^1]).IsEqual);
    }

    [Fact]
    public void Axes_of_open_length_are_run_at_one_and_said()
    {
        var path = Path.Combine(Repository.Golden, "keras-models", "tcn", "model.keras");
        var converted = Convert.ToTorch(SourceReader.Read(path, ConversionOptions.Default, []));
        Assert.All(VerificationInputs.Random(converted.Source), static batch => Assert.Equal(16, batch.Arrays[0].Shape[1]));
        Assert.Contains("16 long where", VerificationInputs.Random(converted.Source)[0].Origin);
    }

    [Fact]
    public void Network_without_weights_has_an_empty_state()
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(Repository.Golden, "keras-layers", "activation-celu", "model.keras");
        var converted = ModelConverter.Convert(path, folder.File("m.pt")).ToTorch!;
        Assert.Empty(Verifier.State(folder.File("m.pt")));
        Assert.True(Verifier.Compare(KerasSide.Load(path), converted, Verifier.State(folder.File("m.pt"))).IsEqual);
    }

    [Theory]
    [InlineData("weight")]
    [InlineData("vector")]
    public void Change_too_small_for_the_outputs_is_noticed_by_its_digest(string what)
    {
        using var folder = new ScratchFolder();
        var model = KerasSide.Load(Path.Combine(Repository.Golden, "keras-models", "lenet5", "model.keras"));
        var converted = ModelConverter.Convert(model, folder.File("m.pt")).ToTorch!;
        var vectors = TestVectors.Write(folder.File("m.pt"), model, VerificationInputs.Random(converted.Source)[1]);
        Assert.True(TestVectors.Check(folder.File("m.pt"))!.IsEqual);

        if (what == "weight")
        {
            var state = (StateDict)torch.load(folder.File("m.pt"));
            using (torch.no_grad())
            {
                state["dense_1.bias"].add_(1e-9);
                state["dense_1.bias"].mul_(1 + 1e-6);
            }

            torch.save(state, folder.File("m.pt"));
        }
        else
        {
            var file = SafetensorsReader.Read(vectors);
            var arrays = file.Tensors.ToDictionary(static entry => entry.Key, static entry => entry.Value);
            arrays["output.0"] = Formats.MemoryTensorData.Of((new Autograd.Tensor(arrays["output.0"].ToNDArray()) * (1 + 1e-6)).Data);
            SafetensorsWriter.Write(vectors, arrays, file.Metadata);
        }

        var report = TestVectors.Check(folder.File("m.pt"))!;
        Assert.All(report.Outputs, static output => Assert.InRange(output.MaximumRelative, 0, Verifier.DefaultTolerance));
        Assert.Equal([what == "weight" ? "weight 'dense_1.bias'" : "vector 'output.0'"], report.Changed);
        Assert.False(report.IsEqual);
    }

    [Fact]
    public void Copied_weights_are_compared_bit_by_bit()
    {
        using var folder = new ScratchFolder();
        var source = Programs.File("lenet5_sigmoid", "torch/state_dict.pt");
        ModelConverter.Convert(source, folder.File("m.safetensors"));
        Assert.True(WeightCopies.Compare(source, folder.File("m.safetensors")).IsEqual);
        var state = Verifier.State(source);
        using (torch.no_grad())
        {
            state.Values.First().mul_(1 + 1e-6);
        }

        torch.save(state, folder.File("m.pt"));
        Assert.Single(WeightCopies.Compare(source, folder.File("m.pt")).Changed);
    }
}
