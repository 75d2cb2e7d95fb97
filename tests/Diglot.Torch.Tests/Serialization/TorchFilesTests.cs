using Diglot.Autograd;
using Diglot.Formats.Pickle;
using Diglot.TestKit;
using Diglot.Torch.NN.Core;
using Xunit;
using static Diglot.Torch.Api;

namespace Diglot.Torch.Tests.Serialization;

public sealed class TorchFilesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("torch-files").FullName;

    private string PathOf(string name) => Path.Combine(folder, name);

    public void Dispose() => Directory.Delete(folder, true);

    [Fact]
    public void State_dict_comes_back_and_loads_into_another_net()
    {
        var net = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4));
        var other = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4));
        torch.save(net.state_dict(), PathOf("x.pt"));

        StateDict loaded = torch.load(PathOf("x.pt"));
        other.load_state_dict(torch.load(PathOf("x.pt")));

        Assert.Equal(net.state_dict().Keys, loaded.Keys);
        Assert.Equal(2, loaded._metadata["1"]);
        Assert.Equal(net.get_parameter("0.weight").ToArray<float>(), other.get_parameter("0.weight").ToArray<float>());
    }

    [Fact]
    public void Views_of_one_memory_stay_views_of_one_memory()
    {
        var whole = torch.zeros(2, 3);
        torch.save(new object[] { whole, whole.Transpose(), 1.5, "text", (1, true), null! }, PathOf("x.pt"));

        List<object?> loaded = torch.load(PathOf("x.pt"));
        ((Tensor)loaded[0]!).Fill(7);

        Assert.Equal([7, 7, 7, 7, 7, 7], ((Tensor)loaded[1]!).ToArray<float>());
        Assert.Equal(3, ((Tensor)loaded[1]!).Shape[0]);
        Assert.Equal([1.5, "text"], loaded[2..4]);
        Assert.Equal(new PickleTuple(1L, true), loaded[4]);
    }

    [Fact]
    public void Optimizer_goes_on_as_if_it_had_never_stopped()
    {
        var first = nn.Linear(2, 1);
        var second = nn.Linear(2, 1);
        var (a, b) = (optim.Adam(first.parameters(), lr: 0.1), optim.Adam(second.parameters()));
        Step(first, a);
        torch.save(new Dictionary<string, object> { ["model"] = first.state_dict(), ["optimizer"] = a.state_dict(), ["epoch"] = 3 }, PathOf("x.pt"));

        var checkpoint = torch.load(PathOf("x.pt"));
        second.load_state_dict(checkpoint["model"]);
        b.load_state_dict(checkpoint["optimizer"]);
        Step(first, a);
        Step(second, b);

        Assert.Equal(3L, checkpoint["epoch"]);
        Assert.Equal(0.1, b.param_groups[0].Number("lr"));
        Assert.Equal(first.get_parameter("weight").ToArray<float>(), second.get_parameter("weight").ToArray<float>());
    }

    [Fact]
    public void Optimizer_of_another_model_is_refused()
    {
        var state = optim.Adam(nn.Linear(2, 1, bias: false).parameters()).state_dict();

        var error = Assert.Throws<ArgumentException>(() => optim.Adam(nn.Linear(2, 1).parameters()).load_state_dict(state));

        Assert.Contains("Expected groups of [2] parameters, received [1]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PyTorch_finds_in_what_was_saved_what_it_wrote_itself()
    {
        var golden = Path.Combine(Repository.Golden, "trajectories", "torch_lenet5", "initial.pt");
        torch.save(torch.load(golden), PathOf("x.pt"));

        Assert.Equal("same", PythonTorch.Run(
            """
            import sys, torch
            a, b = torch.load(sys.argv[1]), torch.load(sys.argv[2])
            print("same" if list(a) == list(b) and len(a) == 10 and all(torch.equal(a[k], b[k]) for k in a) else (list(a), list(b)))
            """,
            golden,
            PathOf("x.pt")));
    }

    [Fact]
    public void PyTorch_goes_on_from_a_checkpoint()
    {
        var net = nn.Linear(2, 1);
        var optimizer = optim.Adam(net.parameters(), lr: 0.1);
        Step(net, optimizer);
        torch.save(new Dictionary<string, object> { ["model"] = net.state_dict(), ["optimizer"] = optimizer.state_dict(), ["epoch"] = 3 }, PathOf("x.pt"));
        Step(net, optimizer);
        var weight = net.get_parameter("weight").ToArray<float>();

        var text = PythonTorch.Run(
            """
            import sys, torch
            c = torch.load(sys.argv[1])
            net = torch.nn.Linear(2, 1); o = torch.optim.Adam(net.parameters())
            net.load_state_dict(c["model"]); o.load_state_dict(c["optimizer"])
            net(torch.ones(1, 2)).sum().backward(); o.step()
            print(c["epoch"], o.state_dict()["state"][0]["step"].item(), *net.weight.flatten().tolist())
            """,
            PathOf("x.pt")).Split(' ').Select(part => double.Parse(part, System.Globalization.CultureInfo.InvariantCulture)).ToArray();

        Assert.Equal([3, 2], text[..2]);
        Assert.Equal(weight[0], text[2], 1e-6);
        Assert.Equal(weight[1], text[3], 1e-6);
    }

    private static void Step(nn.Module net, Diglot.Torch.Optim.Optimizer optimizer)
    {
        optimizer.zero_grad();
        net.forward(torch.ones(1, 2)).sum().backward();
        optimizer.step();
    }
}
