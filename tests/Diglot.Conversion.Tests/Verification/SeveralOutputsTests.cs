using Diglot.Autograd;
using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Conversion.Verification;
using Xunit;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Tests.Verification;

/// <summary>Networks of several outputs are traced, compared and trained by their own forward.</summary>
public sealed class SeveralOutputsTests
{
    [Fact]
    public void Tuple_is_traced_and_compared_by_the_networks_own_forward()
    {
        var network = new Heads();
        var converted = Convert.ToKeras(TorchAdapter.Read(network, [null, 2, 6, 6]));
        Assert.Equal(3, converted.Model.outputs.Count);

        var before = network.Runs;
        var report = Verifier.Compare(network, converted);
        Assert.Equal(before + 3, network.Runs);
        Assert.Equal(["output 0", "output 1", "output 2"], report.Outputs.Select(static output => output.Name));
        Assert.True(report.IsEqual);
        Assert.True(TrainingVerifier.Compare(network, converted, converted.Model, VerificationInputs.Random(converted.Source)[^1]).IsEqual);
    }

    [Fact]
    public void Last_output_that_goes_wrong_is_told()
    {
        var network = new Heads();
        var converted = Convert.ToKeras(TorchAdapter.Read(network, [null, 2, 6, 6]));
        network.Shift = 0.01;
        Assert.Equal(["output 2"], Verifier.Compare(network, converted).Outputs.Where(static output => output.MaximumRelative > Verifier.DefaultTolerance).Select(static output => output.Name));
    }

    [Fact]
    public void Array_of_outputs_and_many_inputs_are_run()
    {
        var converted = Convert.ToKeras(TorchAdapter.Read(new Many(), [null, 3], [null, 3], [null, 3], [null, 3]));
        Assert.Equal((4, 2), (converted.Model.inputs.Count, converted.Model.outputs.Count));
        Assert.True(Verifier.Compare(new Many(), converted).IsEqual);
    }

    [Fact]
    public void Forward_that_gives_no_tensor_is_refused()
        => Assert.Contains("Give a tensor", Assert.Throws<ConversionRefusedException>(() => TorchAdapter.Read(new Wrong(), [null, 3])).Message);

    private sealed class Heads : nn.Module
    {
        private readonly nn.Module trunk = nn.Conv2d(2, 4, kernel_size: 3), scores = nn.Linear(64, 5), box = nn.Linear(4, 4);

        public int Runs { get; private set; }

        public double Shift { get; set; }

        public new (Tensor, (Tensor, Tensor)) forward(Tensor x)
        {
            Runs++;
            x = F.relu(trunk.forward(x));
            return (scores.forward(torch.flatten(x, 1)), (box.forward(x.mean(dim: (2, 3))), Shift == 0 ? x : x + Shift));
        }
    }

    private sealed class Many : nn.Module
    {
        public Tensor[] forward(Tensor a, Tensor b, Tensor c, Tensor d) => [a + b, c * d];
    }

    private sealed class Wrong : nn.Module
    {
        public new string forward(Tensor x) => x.ToString();
    }
}
