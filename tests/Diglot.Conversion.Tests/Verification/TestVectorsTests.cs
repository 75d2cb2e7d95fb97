using Diglot.Conversion.Adapters.FromKeras;
using Diglot.Conversion.Tests.Source;
using Diglot.Conversion.Verification;
using Diglot.Formats;
using Diglot.Keras.Models;
using Diglot.TestKit;
using Xunit;
using static Diglot.Keras.Api;

namespace Diglot.Conversion.Tests.Verification;

/// <summary><see cref="TestVectors"/> beside a file tell whether it still computes the same.</summary>
public sealed class TestVectorsTests
{
    private static readonly string LeNet = Path.Combine(Repository.Golden, "pairs", "lenet5_sigmoid", "keras", "model.keras");

    [Theory]
    [InlineData("m.pt")]
    [InlineData("m.safetensors")]
    [InlineData("m.keras")]
    [InlineData("m.h5")]
    [InlineData("m.weights.h5")]
    public void Tampered_vectors_are_noticed(string target)
    {
        using var folder = new ScratchFolder();
        var model = (Model)keras.models.load_model(LeNet, compile: false);
        var batch = VerificationInputs.Random(KerasAdapter.Read(model))[1];
        var result = ModelConverter.Convert(LeNet, folder.File(target));
        var path = result.ToKeras is { } converted ? TestVectors.Write(folder.File(target), converted, model, batch) : TestVectors.Write(folder.File(target), model, batch);
        Assert.True(TestVectors.Check(folder.File(target))!.IsEqual);

        // The exponent of one number.
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 0x40;
        File.Delete(path);
        File.WriteAllBytes(path, bytes);
        Assert.False(TestVectors.Check(folder.File(target))!.IsEqual);

        File.Delete(path);
        File.WriteAllBytes(path, bytes[..^5]);
        Assert.Throws<FileFormatException>(() => TestVectors.Check(folder.File(target)));
    }

    [Fact]
    public void File_without_vectors_has_none_to_check()
    {
        using var folder = new ScratchFolder();
        Assert.Null(TestVectors.Check(folder.File("m.keras")));
    }
}
