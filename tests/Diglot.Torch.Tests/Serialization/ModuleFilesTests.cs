using System.Globalization;
using Diglot.Autograd;
using Diglot.Formats;
using Diglot.TestKit;
using Diglot.Torch.Serialization;
using Xunit;
using static Diglot.Torch.Api;

namespace Diglot.Torch.Tests.Serialization;

public sealed class ModuleFilesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("module-files").FullName;

    private string PathOf(string name) => Path.Combine(folder, name);

    public void Dispose() => Directory.Delete(folder, true);

    [Fact]
    public void Whole_network_comes_back_when_saved_and_loaded()
    {
        var net = Everything();
        torch.save(net, PathOf("net.pt"));
        torch.manual_seed(7);
        var next = torch.rand(1).item();
        torch.manual_seed(7);

        nn.Module loaded = torch.load(PathOf("net.pt"), weights_only: false);

        Assert.Equal(net.ToString(), loaded.ToString());
        Assert.Equal(net.state_dict().Keys, loaded.state_dict().Keys);
        Assert.False(loaded.training);
        var x = torch.ones(2, 1, 8, 8);
        Assert.Equal(net.forward(x).ToArray<float>(), loaded.forward(x).ToArray<float>());
        Assert.All(loaded.parameters(), parameter => Assert.True(parameter.RequiresGrad && nn.IsParameter(parameter)));
        Assert.Equal(next, torch.rand(1).item());
    }

    [Fact]
    public void PyTorch_runs_a_network_that_was_saved_whole()
    {
        var net = Everything();
        torch.save(net, PathOf("net.pt"));

        var text = PythonTorch.Run(
            """
            import sys, torch
            net = torch.load(sys.argv[1])
            assert type(net) is torch.nn.Sequential and not net.training and all(type(p) is torch.nn.Parameter for p in net.parameters())
            net.train(); net(torch.rand(2, 1, 8, 8)).sum().backward(); net.eval()
            net = torch.load(sys.argv[1])
            print(*net(torch.ones(2, 1, 8, 8)).flatten().tolist())
            """,
            PathOf("net.pt")).Split(' ').Select(part => float.Parse(part, CultureInfo.InvariantCulture)).ToArray();

        Assert.Equal(net.forward(torch.ones(2, 1, 8, 8)).ToArray<float>(), text, (float a, float b) => Math.Abs(a - b) < 1e-5f);
    }

    [Fact]
    public void Network_saved_by_PyTorch_gives_the_same_text_and_outputs()
    {
        var text = PythonTorch.Run(
            """
            import sys, torch
            from torch import nn
            torch.manual_seed(0)
            shared = nn.Linear(4, 4, bias=False)
            net = nn.Sequential(nn.Conv1d(2, 4, 3, padding='same', padding_mode='reflect'), nn.Flatten(1), nn.Linear(20, 4), shared, nn.Hardtanh(-2.0, 2.0), shared, nn.Unflatten(1, (2, 2)))
            net[2].weight.requires_grad_(False)
            torch.save(net, sys.argv[1])
            x = torch.arange(10.).reshape(1, 2, 5)
            print(str(net) + "|" + " ".join(map(str, net(x).flatten().tolist())))
            """,
            PathOf("net.pt")).Split('|');

        var net = ModuleReader.Read(PathOf("net.pt"));

        Assert.Equal(text[0], net.ToString());
        Assert.Equal([false, true], net.get_submodule("2").parameters().Select(parameter => parameter.RequiresGrad));
        Assert.Same(net.get_submodule("3"), net.get_submodule("5"));
        var output = net.forward(torch.arange(10).@float().reshape(1, 2, 5)).ToArray<float>();
        Assert.Equal(text[1].Split(' ').Select(part => float.Parse(part, CultureInfo.InvariantCulture)), output, (a, b) => Math.Abs(a - b) < 1e-5f);
    }

    [Fact]
    public void Class_that_is_not_known_is_refused_by_its_name()
    {
        var path = Path.Combine(Repository.Golden, "torch-models", "autoencoder", "module.pt");

        var error = Assert.Throws<FileFormatException>(() => ModuleReader.Read(path));

        Assert.Contains("not model.AutoEncoder", error.Message, StringComparison.Ordinal);
        Assert.Contains("load net.state_dict()", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whole_network_is_refused_with_weights_only()
    {
        torch.save(nn.Linear(2, 3), PathOf("net.pt"));

        var error = Assert.Throws<FileFormatException>(() => torch.load(PathOf("net.pt")));

        Assert.Contains("weights_only: false", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Module_of_the_users_is_not_written_whole()
    {
        var error = Assert.Throws<NotSupportedException>(() => torch.save(nn.Sequential(new Own()), PathOf("net.pt")));

        Assert.Contains("Python has no class for Own", error.Message, StringComparison.Ordinal);
    }

    private static nn.Module Everything() => nn.Sequential(
        nn.Conv2d(1, 4, 3, padding: "same", bias: false),
        nn.BatchNorm2d(4),
        nn.LeakyReLU(0.2),
        nn.MaxPool2d(2),
        nn.Conv2d(4, 6, (3, 3), stride: 2, padding: 1, groups: 2, padding_mode: "circular"),
        nn.GELU(),
        nn.Sequential(nn.AvgPool2d(2), nn.Dropout(0.25), nn.Flatten()),
        nn.Linear(6, 5),
        nn.LayerNorm(5),
        nn.PReLU(),
        nn.Softmax(dim: 1)).eval();

    private sealed class Own : nn.Module
    {
        public override Tensor forward(Tensor x) => x;
    }
}
