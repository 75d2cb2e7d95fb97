using Diglot.Conversion.Adapters.FromTorch;
using Diglot.Graph.Training;
using Diglot.TestKit;
using Xunit;
using static Diglot.Torch.Api;

namespace Diglot.Conversion.Tests.Source;

/// <summary>
/// Emitted programs, read and found good by eye: <c>Snapshots</c>. A change that is wanted is written there by running the tests with DIGLOT_WRITE_SNAPSHOTS=1,
/// and read again before it is kept.
/// </summary>
public sealed class SnapshotTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Diglot.Conversion.Tests", "Source", "Snapshots");

    [Theory]
    [InlineData("keras-models/lenet5/model.keras", "lenet5.pt")]
    [InlineData("keras-models/nested/model.keras", "nested.pt")]
    [InlineData("keras-models/frozen-parts/model.keras", "transfer.safetensors")]
    [InlineData("keras-models/resnet-block/model.keras", "tiny_resnet.pt")]
    [InlineData("keras-models/resnet-block/model.keras", "tiny_resnet.weights.h5")]
    [InlineData("pairs/inception/keras/model.keras", "inception.pt")]
    [InlineData("pairs/inception/keras/model.keras", "inception.h5")]
    [InlineData("pairs/two_input/keras/model.keras", "two_input.npz")]
    [InlineData("pairs/resnet_basic/keras/model.keras", "resnet.pth")]
    [InlineData("pairs/multi_output/keras/model.keras", "heads.pt")]
    [InlineData("pairs/multi_output/keras/model.keras", "heads.keras")]
    public void File_becomes_the_program_that_was_read_and_found_good(string source, string target)
    {
        using var folder = new ScratchFolder();
        Same(target, ModelConverter.Convert(Path.Combine(Repository.Golden, source), folder.File(target), new ConversionOptions { Source = true }));
    }

    [Fact]
    public void Network_with_a_traced_forward_becomes_the_Keras_program_that_was_read_and_found_good()
    {
        using var folder = new ScratchFolder();
        var network = new LeNet();
        var graph = TorchAdapter.Read(network, optim.Adam(network.parameters(), lr: 0.001), new LossForm(LossKind.CategoricalCrossentropy, FromLogits: true), [null, 1, 28, 28]);
        Same("lenet5.keras", ModelConverter.Convert(graph, folder.File("lenet5.keras"), new ConversionOptions { Source = true }));
    }

    [Fact]
    public void Sequential_without_names_becomes_the_Keras_program_that_was_read_and_found_good()
    {
        using var folder = new ScratchFolder();
        var network = nn.Sequential(nn.Conv2d(1, 6, kernel_size: 5, padding: 2), nn.Sigmoid(), nn.AvgPool2d(kernel_size: 2, stride: 2), nn.Flatten(), nn.Linear(6 * 14 * 14, 10));
        Same("numbered.keras", ModelConverter.Convert(TorchAdapter.Read(network, [null, 1, 28, 28]), folder.File("numbered.keras"), new ConversionOptions { Source = true }));
    }

    [Fact]
    public void Program_of_the_users_own_is_never_replaced()
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(folder.File("model.py"), "print('mine')\n");
        var fault = Assert.Throws<IOException>(() => ModelConverter.Convert(Programs.File("lenet5_sigmoid", "keras/model.keras"), folder.File("a.pt"), new ConversionOptions { Source = true }));
        Assert.Contains("model.py", fault.Message);
        Assert.Equal([folder.File("model.py")], Directory.GetFiles(folder.Path));
        Assert.Equal("print('mine')\n", File.ReadAllText(folder.File("model.py")));
    }

    [Fact]
    public void Programs_of_an_earlier_conversion_are_replaced()
    {
        using var folder = new ScratchFolder();
        var options = new ConversionOptions { Source = true };
        ModelConverter.Convert(Programs.File("inception", "keras/model.keras"), folder.File("a.pt"), options);
        var result = ModelConverter.Convert(Programs.File("lenet5_sigmoid", "keras/model.keras"), folder.File("a.pt"), options);
        Assert.Equal([folder.File("a.pt"), folder.File("model.py"), folder.File("model.cs")], result.Files);
        Assert.Contains("def lenet5():", File.ReadAllText(folder.File("model.py")));
    }

    [Fact]
    public void Weights_alone_have_no_source()
    {
        using var folder = new ScratchFolder();
        var refused = Assert.Throws<ConversionRefusedException>(() => ModelConverter.Convert(Programs.File("lenet5_sigmoid", "torch/state_dict.pt"), folder.File("a.safetensors"), new ConversionOptions { Source = true }));
        Assert.Contains("weights alone", refused.Message);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    private static void Same(string name, ConversionResult result)
    {
        foreach (var file in result.Files.Skip(1))
        {
            // Where the library lies depends on the folders of this machine.
            var text = string.Join('\n', File.ReadAllText(file).Split('\n').Select(static line => line.StartsWith("#:p", StringComparison.Ordinal) && line.Contains("Diglot") ? "#:project " + Path.GetFileNameWithoutExtension(line) : line));
            var snapshot = Path.Combine(Folder, name + (Path.GetExtension(file) == ".cs" ? ".cs.txt" : ".py"));
            if (Environment.GetEnvironmentVariable("DIGLOT_WRITE_SNAPSHOTS") == "1")
            {
                File.WriteAllText(snapshot, text);
            }

            Assert.Equal(File.ReadAllText(snapshot).ReplaceLineEndings("\n"), text);
        }

        Assert.Equal(3, result.Files.Count);
    }

    private sealed class LeNet : nn.Module
    {
        private readonly nn.Module conv1 = nn.Conv2d(1, 6, kernel_size: 5, padding: 2), conv2 = nn.Conv2d(6, 16, kernel_size: 5);
        private readonly nn.Module fc1 = nn.Linear(400, 120), fc2 = nn.Linear(120, 84), fc3 = nn.Linear(84, 10);

        public override Autograd.Tensor forward(Autograd.Tensor x)
        {
            x = F.avg_pool2d(torch.sigmoid(conv1.forward(x)), 2);
            x = F.avg_pool2d(torch.sigmoid(conv2.forward(x)), 2);
            x = x.view(x.size(0), -1);
            x = torch.sigmoid(fc1.forward(x));
            return fc3.forward(torch.sigmoid(fc2.forward(x)));
        }
    }
}
