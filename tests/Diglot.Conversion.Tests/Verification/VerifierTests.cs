using Diglot.Autograd;
using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Verification;
using Diglot.Keras.Models;
using Diglot.TestKit;
using Diglot.Tensors;
using Xunit;
using static Diglot.Keras.Api;

namespace Diglot.Conversion.Tests.Verification;

/// <summary><see cref="Verifier"/> finds what is wrong, and where it begins.</summary>
public sealed class VerifierTests
{
    [Fact]
    public void Same_weights_are_equal_in_every_layer()
    {
        var (model, converted) = LeNet();
        var report = Verifier.Compare(model, converted);
        Assert.True(report.IsEqual);
        Assert.Null(report.FirstDiverging);
    }

    [Fact]
    public void Wrong_weight_is_found_and_its_layer_is_the_first_that_diverges()
    {
        var (model, converted) = LeNet();
        using (Diglot.Torch.Api.torch.no_grad())
        {
            converted.Module.state_dict()["f5.bias"].add_(0.5);
        }

        var report = Verifier.Compare(model, converted);
        Assert.False(report.IsEqual);
        Assert.Equal("f5", report.FirstDiverging!.Name);
        Assert.All(report.Layers.TakeWhile(static layer => layer.Name != "f5"), layer => Assert.InRange(layer.MaximumRelative, 0, report.Tolerance));
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void NaN_never_counts_as_equal(DType type)
    {
        var values = NDArray.From([1f, float.NaN]).To(type);
        var difference = ValueDifference.Between("output 0", values, values);
        Assert.Equal(double.PositiveInfinity, difference.MaximumAbsolute);
        Assert.False(new VerificationReport([], [difference], [], Verifier.DefaultTolerance).IsEqual);
    }

    private static (Model Model, TorchConversion Converted) LeNet()
    {
        var model = (Model)keras.models.load_model(Path.Combine(Repository.Golden, "pairs", "lenet5_sigmoid", "keras", "model.keras"), compile: false);
        return (model, Convert.ToTorch(KerasAdapter.Read(model)));
    }
}
