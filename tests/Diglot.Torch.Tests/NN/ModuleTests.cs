using Diglot.Autograd;
using Xunit;
using static Diglot.Torch.Api;

namespace Diglot.Torch.Tests.NN;

public sealed class ModuleTests
{
    [Fact]
    public void Fields_are_registered_in_the_order_of_declaration_base_class_first()
    {
        var net = new Derived();

        Assert.Equal(["scale", "first.weight", "first.bias", "second.0.weight", "second.0.bias"], net.named_parameters().Select(entry => entry.name));
        Assert.Equal(["", "first", "second", "second.0"], net.named_modules().Select(entry => entry.name));
    }

    [Fact]
    public void Forward_runs_hooks_when_called_on_a_users_module()
    {
        var net = new Doubler();
        var seen = new List<double>();
        var handle = net.register_forward_hook((_, inputs, output) => seen.Add(inputs[0].item() + output.item()));
        net.register_forward_pre_hook((_, inputs) => [inputs[0] + 1]);

        Assert.Equal(8, net.forward(torch.tensor(3.0)).item());
        handle.remove();
        net.forward(torch.tensor(3.0));
        Assert.Equal([12.0], seen);
    }

    [Fact]
    public void Base_forward_reaches_the_overridden_method_when_a_class_calls_it()
        => Assert.Equal(7, new DoublerPlusOne().forward(torch.tensor(3.0)).item());

    [Fact]
    public void Loading_lists_everything_that_does_not_fit_when_strict()
    {
        var net = nn.Sequential(nn.Linear(2, 3));
        var state = nn.Sequential(nn.Linear(3, 3)).state_dict();
        state.Remove("0.bias");
        state["1.weight"] = torch.zeros(1);

        var error = Assert.Throws<InvalidOperationException>(() => net.load_state_dict(state));

        Assert.Equal(
            "Error(s) in loading state_dict for Sequential:\n\tMissing key(s) in state_dict: \"0.bias\". \n\tUnexpected key(s) in state_dict: \"1.weight\". \n\t"
            + "size mismatch for 0.weight: copying a param with shape torch.Size([3, 3]) from checkpoint, the shape in current model is torch.Size([3, 2]).",
            error.Message);
    }

    [Fact]
    public void Module_keeps_its_parameters_when_converted()
    {
        var net = nn.Linear(2, 3);
        var before = net.weight;

        Assert.Same(net, net.@double());
        Assert.Same(before, net.weight);
        Assert.Equal(torch.float64, net.weight.dtype);
        Assert.Equal(torch.float64, net.forward(torch.ones((4, 2), dtype: torch.float64)).dtype);
    }

    [Fact]
    public void Linear_starts_with_PyTorchs_numbers_when_seeded()
    {
        torch.manual_seed(0);

        // torch.manual_seed(0); torch.nn.Linear(2, 2).weight in PyTorch 1.13 and 2.13.
        var weight = nn.Linear(2, 2).weight.Detach().ToArray<float>();

        Assert.Equal(4, weight.Length);
        foreach (var (expected, value) in new[] { -0.00529f, 0.37932f, -0.58198f, -0.52039f }.Zip(weight))
        {
            Assert.Equal(expected, value, 0.00001f);
        }
    }

    [Fact]
    public void Text_is_PyTorchs_when_modules_repeat()
        => Assert.Equal(
            "ModuleList(\n  (0-1): 2 x Linear(in_features=2, out_features=2, bias=True)\n  (2): ReLU(inplace=True)\n)",
            nn.ModuleList([nn.Linear(2, 2), nn.Linear(2, 2), nn.ReLU(inplace: true)]).ToString());

    private abstract class Base : nn.Module
    {
        protected readonly nn.Module first = nn.Linear(2, 2);
    }

    private sealed class Derived : Base
    {
        private readonly nn.Module second = nn.Sequential(nn.Linear(2, 1));
        private readonly Tensor scale = nn.Parameter(torch.ones(1));

        public override Tensor forward(Tensor x) => second.forward(first.forward(x)) * scale;
    }

    private abstract class Doubling : nn.Module
    {
        public override Tensor forward(Tensor x) => x * 2;
    }

    private sealed class Doubler : Doubling
    {
    }

    private sealed class DoublerPlusOne : Doubling
    {
        public override Tensor forward(Tensor x) => base.forward(x) + 1;
    }
}
